// The only C on the way to the screen: what Swift cannot import from ncurses (variable arguments, macros that cast,
// global variables) behind static inline functions, and the handlers that give the terminal back when the program dies.
//
// No variables at file scope: they would compile and not link. State stands in a function-local static behind one accessor,
// and all its users are called from one Swift file, so that there is one copy of it in every kind of build.
//
// SwiftPM does not notice changes here: touch a file of Sources/Terminal after one.

#ifndef ASSAY_CNCURSES_SHIM_H
#define ASSAY_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include <curses.h>

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Declared by <wchar.h> only under feature macros that clash with Glibc's own module.
extern int wcwidth(wchar_t c);

// From <term.h>, whose macros (`lines`, `columns` ...) would rename things here and in Swift.
struct term;
extern struct term *cur_term;
extern int setupterm(const char *type, int descriptor, int *status);
extern int del_curterm(struct term *terminal);

// ---------------------------------------------------------------------------------------------------------------- cells

/// One cell for the screen: a base scalar with up to four marks, attributes as bits (1 bold, 2 dim, 4 underline, 8 reverse,
/// 16 italic), a colour pair.
typedef struct {
    uint32_t scalars[5];
    uint32_t attributes;
    int32_t pair;
} curses_cell;

static inline attr_t curses_attributes(uint32_t bits) {
    attr_t result = WA_NORMAL;
    if (bits & 1) result |= WA_BOLD;
    if (bits & 2) result |= WA_DIM;
    if (bits & 4) result |= WA_UNDERLINE;
    if (bits & 8) result |= WA_REVERSE;
    if (bits & 16) result |= WA_ITALIC;
    return result;
}

/// Columns that the C library, and so ncurses, gives a scalar; -1 for what it does not know.
static inline int curses_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

/// Puts cells into one row, a wide character being one of them. The row form neither wraps nor scrolls, and unlike
/// the single one it does not fail in the last column of the last row.
static inline void curses_put_row(int y, const curses_cell *cells, int count) {
    enum { chunk = 128 };
    cchar_t buffer[chunk];
    int x = 0;
    int filled = 0;
    int start = 0;
    for (int i = 0; i < count; i++) {
        wchar_t text[6];
        int length = 0;
        while (length < 5 && cells[i].scalars[length] != 0) {
            text[length] = (wchar_t)cells[i].scalars[length];
            length++;
        }
        text[length] = 0;
        int pair = cells[i].pair;
        int width = wcwidth(text[0]);
        if (setcchar(&buffer[filled], text, curses_attributes(cells[i].attributes), 0, &pair) != OK) {
            text[0] = L'?';
            text[1] = 0;
            width = 1;
            pair = 0;
            setcchar(&buffer[filled], text, WA_NORMAL, 0, &pair);
        }
        filled++;
        x += width > 1 ? 2 : 1;
        if (filled == chunk || i == count - 1) {
            mvwadd_wchnstr(stdscr, y, start, buffer, filled);
            start = x;
            filled = 0;
        }
    }
}

// --------------------------------------------------------------------------------------------------- opening and closing

/// Takes the user's locale for characters and keeps the point in numbers. Without any locale in the environment UTF-8 is
/// tried, since terminals without it have become rare. Returns whether the character set is UTF-8.
static inline int curses_set_locale(void) {
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    int is_named = 0;
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) is_named = 1;
    }
    if (!setlocale(LC_ALL, "") || !is_named) {
        if (!setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "en_US.UTF-8");
    }
    setlocale(LC_NUMERIC, "C");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/// What the terminal database says of a type: 0 unknown, 1 known but unable to move the cursor, 2 usable.
static inline int curses_terminal_quality(const char *type) {
    int status = 0;
    if (setupterm(type, 1, &status) != OK) return 0;
    char name[] = "cup";
    const char *address = tigetstr(name);
    int result = address && address != (char *)-1 ? 2 : 1;
    del_curterm(cur_term);
    return result;
}

/// Opens the screen on standard input and output; NULL where that fails. Unlike initscr it does not end the process.
static inline SCREEN *curses_open(const char *type, int with_colours) {
    SCREEN *screen = newterm(type, stdout, stdin);
    if (!screen) return NULL;
    raw();
    noecho();
    nonl();
    set_escdelay(25);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    meta(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    if (with_colours && has_colors()) {
        start_color();
        use_default_colors();
    }
    return screen;
}

static inline int curses_colours(void) { return COLORS > 0 ? COLORS : 0; }
static inline int curses_pairs(void) { return COLOR_PAIRS > 0 ? COLOR_PAIRS : 0; }
static inline int curses_columns(void) { return COLS; }
static inline int curses_rows(void) { return LINES; }

/// The size that the kernel knows; 0 where it cannot be asked.
static inline int curses_kernel_size(int *columns, int *rows) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 0;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 1;
}

/// Bytes that wait on a descriptor.
static inline int curses_waiting_bytes(int descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : 0;
}

/// The next screen starts from nothing.
static inline void curses_forget_screen(void) {
    wclear(stdscr);
    clearok(curscr, TRUE);
}

/// Sends what changed and leaves the cursor there.
static inline void curses_update(int x, int y, int is_visible) {
    curs_set(is_visible ? 1 : 0);
    wmove(stdscr, y, x);
    wnoutrefresh(stdscr);
    doupdate();
}

// ---------------------------------------------------------------------------------------------------------------- input

/// What a read gave.
enum { curses_read_nothing = 0, curses_read_character = 1, curses_read_key = 2 };

static inline int curses_read(uint32_t *value) {
    wint_t input = 0;
    int status = wget_wch(stdscr, &input);
    *value = (uint32_t)input;
    if (status == KEY_CODE_YES) return curses_read_key;
    return status == ERR ? curses_read_nothing : curses_read_character;
}

/// Keys of our own, far above those that ncurses gives out.
enum { curses_key_mouse = 3001, curses_key_paste_begin = 3002, curses_key_paste_end = 3003 };

/// Lets ncurses find the beginnings of mouse reports and pastes. Its own mouse code would obey terminal descriptions
/// that know only the old reports, which end at column 223.
static inline void curses_define_keys(void) {
    define_key("\033[<", curses_key_mouse);
    define_key("\033[200~", curses_key_paste_begin);
    define_key("\033[201~", curses_key_paste_end);
}

// --------------------------------------------------------------------------------------------------- signals and rescue

/// What the signal handlers know.
typedef struct {
    /// Whether the terminal is ours now; the process that took it.
    volatile sig_atomic_t is_active;
    pid_t owner;
    struct termios before;
    /// Bytes that give the terminal back, made beforehand.
    char restore[512];
    int restore_length;
    /// Where standard error went while the screen is up, and what it was; -1 where it was left alone.
    int error_log;
    int error_before;
    /// Written to, so that a wait ends.
    int wake;
    volatile sig_atomic_t closing;
    volatile sig_atomic_t resized;
    volatile sig_atomic_t continued;
    volatile sig_atomic_t suspending;
} curses_rescue;

static inline curses_rescue *curses_rescue_state(void) {
    static curses_rescue state = {.error_log = -1, .error_before = -1, .wake = -1};
    return &state;
}

/// Copies what was said to standard error while the screen was up to where it belongs. Safe in a handler.
static inline void curses_replay_errors(void) {
    curses_rescue *state = curses_rescue_state();
    if (state->error_log < 0 || state->error_before < 0) return;
    dup2(state->error_before, STDERR_FILENO);
    char buffer[1024];
    ssize_t count;
    if (lseek(state->error_log, 0, SEEK_SET) == 0) {
        while ((count = read(state->error_log, buffer, sizeof buffer)) > 0) {
            if (write(STDERR_FILENO, buffer, (size_t)count) < 0) break;
        }
        if (ftruncate(state->error_log, 0) == 0) lseek(state->error_log, 0, SEEK_SET);
    }
}

/// Gives the terminal back with fixed bytes, once. Safe in a handler and at exit.
static inline void curses_rescue_terminal(void) {
    curses_rescue *state = curses_rescue_state();
    // A child after fork shares this memory's content but not the terminal.
    if (!state->is_active || state->owner != getpid()) return;
    state->is_active = 0;
    if (write(STDOUT_FILENO, state->restore, (size_t)state->restore_length) < 0) { /* The terminal is gone. */ }
    tcsetattr(STDIN_FILENO, TCSANOW, &state->before);
    curses_replay_errors();
}

static inline void curses_wake(void) {
    int before = errno;
    char byte = 1;
    if (write(curses_rescue_state()->wake, &byte, 1) < 0) { /* Full: a wake-up is already waiting. */ }
    errno = before;
}

/// For signals that end the program: terminal back, then what the signal does by default.
static inline void curses_on_crash(int number) {
    curses_rescue_terminal();
    signal(number, SIG_DFL);
    raise(number);
}

/// For requests to end: the loop is told; if it does not answer within three seconds, or is asked again, the program ends.
static inline void curses_on_request(int number) {
    curses_rescue *state = curses_rescue_state();
    if (state->closing) {
        curses_on_crash(number == SIGALRM ? SIGTERM : number);
        return;
    }
    state->closing = 1;
    alarm(3);
    curses_wake();
}

static inline void curses_on_resize(int number) {
    (void)number;
    curses_rescue_state()->resized = 1;
    curses_wake();
}

static inline void curses_on_continue(int number) {
    (void)number;
    curses_rescue_state()->continued = 1;
    curses_wake();
}

static inline void curses_on_suspend(int number) {
    (void)number;
    curses_rescue_state()->suspending = 1;
    curses_wake();
}

static inline void curses_handle(int number, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

/// Installs the handlers; before the screen is opened, so that ncurses leaves its own out.
static inline void curses_install_handlers(void) {
    // A stack of its own, or a stack overflow would find no room for its handler.
    static char stack[65536];
    stack_t alternate;
    memset(&alternate, 0, sizeof alternate);
    alternate.ss_sp = stack;
    alternate.ss_size = sizeof stack;
    sigaltstack(&alternate, NULL);
    const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT, SIGSYS};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        curses_handle(crashes[i], curses_on_crash, SA_ONSTACK | SA_NODEFER);
    }
    const int requests[] = {SIGHUP, SIGTERM, SIGINT, SIGALRM};
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) curses_handle(requests[i], curses_on_request, SA_RESTART);
    curses_handle(SIGWINCH, curses_on_resize, 0);
    curses_handle(SIGCONT, curses_on_continue, SA_RESTART);
    curses_handle(SIGTSTP, curses_on_suspend, SA_RESTART);
    static int is_registered;
    if (!is_registered) {
        is_registered = 1;
        atexit(curses_rescue_terminal);
    }
}

/// Sets the signals back to their defaults.
static inline void curses_remove_handlers(void) {
    alarm(0);
    const int all[] = {SIGSEGV, SIGBUS,  SIGILL,  SIGTRAP,  SIGABRT, SIGFPE,  SIGQUIT, SIGSYS,
                       SIGHUP,  SIGTERM, SIGINT, SIGALRM, SIGWINCH, SIGCONT, SIGTSTP};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) signal(all[i], SIG_DFL);
}

/// Stops the process group as Ctrl-Z would; returns when continued. Nothing happens where no shell could continue it.
static inline void curses_stop_here(void) {
    curses_rescue *state = curses_rescue_state();
    signal(SIGTSTP, SIG_DFL);
    kill(0, SIGTSTP);
    // With several threads the stop may arrive a moment later.
    poll(NULL, 0, 20);
    curses_handle(SIGTSTP, curses_on_suspend, SA_RESTART);
    state->suspending = 0;
    state->continued = 0;
}

#endif
