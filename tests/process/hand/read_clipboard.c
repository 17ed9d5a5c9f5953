/* Prints what another program has put on the clipboard of the window system. */
#include <SDL.h>
#include <stdio.h>

int main(void)
{
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return 1;
    char *text = SDL_GetClipboardText();
    fputs(text ? text : "", stdout);
    SDL_free(text);
    SDL_Quit();
    return 0;
}
