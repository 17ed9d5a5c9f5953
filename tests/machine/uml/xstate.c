/* Prints how many bytes the processor's extended state has, as ptrace hands it over. */
#include <elf.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static void be_traced(void)
{
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    raise(SIGSTOP);
    _exit(0);
}

int main(void)
{
    static char bytes[65536];
    struct iovec state = {bytes, sizeof bytes};
    pid_t child = fork();
    if (child < 0)
        return 1;
    if (child == 0)
        be_traced();
    waitpid(child, NULL, 0);
    long got = ptrace(PTRACE_GETREGSET, child, NT_X86_XSTATE, &state);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    if (got < 0)
        return 1;
    printf("%zu\n", state.iov_len);
    return 0;
}
