/* cmocka wants these before its own header. */
#ifndef YINIAN_TESTS_UNIT_TEST_H
#define YINIAN_TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#endif
