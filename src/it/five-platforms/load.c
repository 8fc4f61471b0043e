/* Loads the library that a jar has for this program's platform, as a JVM there would, and calls it: load LIBRARY TEXT */
#include <stdint.h>
#include <stdio.h>

#ifdef _WIN32
#include <windows.h>
static void *library(const char *file) { return (void *)LoadLibraryA(file); }
static void *symbol(void *library, const char *name) { return (void *)GetProcAddress((HMODULE)library, name); }
static void why(void) { fprintf(stderr, "LoadLibrary: error %lu\n", GetLastError()); }
#else
#include <dlfcn.h>
static void *library(const char *file) { return dlopen(file, RTLD_NOW); }
static void *symbol(void *library, const char *name) { return dlsym(library, name); }
static void why(void) { fprintf(stderr, "%s\n", dlerror()); }
#endif

int main(int count, char **arguments) {
    static char text[1 << 16];
    FILE *file = count == 3 ? fopen(arguments[2], "rb") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: load LIBRARY TEXT\n");
        return 2;
    }
    size_t length = fread(text, 1, sizeof text, file);
    void *loaded = library(arguments[1]);
    if (loaded == NULL) {
        why();
        return 1;
    }
    int64_t (*tally)(const char *, size_t) = (int64_t (*)(const char *, size_t))symbol(loaded, "tally_text");
    if (tally == NULL || symbol(loaded, "Java_it_Tally_of") == NULL) {
        fprintf(stderr, "it lacks tally_text or Java_it_Tally_of\n");
        return 1;
    }
    printf("%lld\n", (long long)tally(text, length));
    return 0;
}
