//! The runner: starts one process at a time and says what it cost.
//!
//! It is built with `rustc -O` by the toolchain of whoever benchmarks, so it uses the standard library and declares the
//! few functions of libc that it needs. Why not Java: starting a process costs Java 2 to 5 ms, its Process has no
//! rusage, and a child's peak memory is never reported below that of the process that started it; this one is small.
//!
//! Protocol, version 2. In: a line per run, `key=value` words, values percent-encoded so that any bytes survive:
//! `id`, `timeout_ms`, `cwd`, `arg` (repeated), `set` (NAME=value, repeated), `unset` (repeated), `stdin`, `stdout`
//! (a file; hashed after the run), `stderr` (a file). What is absent is /dev/null, or no limit. A line of `id` and
//! `renew` (a file) runs nothing: it has the file lie elsewhere in memory. Out: a JSON object a line, first a greeting,
//! then one per line as its run ends. End of input ends the runner; so does SIGTERM, with the run.

#[cfg(not(all(
    target_pointer_width = "64",
    target_endian = "little",
    any(target_os = "linux", target_os = "macos")
)))]
compile_error!("the runner knows the layouts of 64-bit Linux and macOS");

use std::collections::BTreeMap;
use std::ffi::{CString, OsString};
use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::os::raw::{c_char, c_int, c_short, c_void};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Instant;

const PROTOCOL: u32 = 2;
const SIGHUP: c_int = 1;
const SIGINT: c_int = 2;
const SIGKILL: c_int = 9;
const SIGPIPE: c_int = 13;
const SIGALRM: c_int = 14;
const SIGTERM: c_int = 15;
const P_PID: c_int = 1;
const WEXITED: c_int = 4;
const SETPGROUP: c_short = 2;
const ITIMER_REAL: c_int = 0;

#[cfg(target_os = "linux")]
mod os {
    pub const WNOWAIT: i32 = 0x0100_0000;
    pub const WRITE_NEW: i32 = 0o1 | 0o100 | 0o1000;
    pub const RSS_UNIT: i64 = 1;
}
#[cfg(target_os = "macos")]
mod os {
    pub const WNOWAIT: i32 = 0x20;
    pub const WRITE_NEW: i32 = 0x1 | 0x200 | 0x400;
    pub const RSS_UNIT: i64 = 1024;
}

/// Room for a type of libc whose layout does not matter here; the largest needed is 336 bytes.
#[repr(C, align(16))]
struct Opaque([u8; 1024]);

impl Opaque {
    fn new() -> Self {
        Opaque([0; 1024])
    }

    fn at(&mut self) -> *mut c_void {
        self.0.as_mut_ptr().cast()
    }
}

/// `struct rusage` as 64-bit words: two times of two words, then fourteen longs; room for musl's reserve.
type Rusage = [i64; 40];
const MAXRSS: usize = 4;
const MINFLT: usize = 8;
const MAJFLT: usize = 9;
const NVCSW: usize = 16;
const NIVCSW: usize = 17;

extern "C" {
    fn posix_spawnp(
        pid: *mut c_int,
        file: *const c_char,
        actions: *mut c_void,
        attributes: *mut c_void,
        argv: *const *const c_char,
        envp: *const *const c_char,
    ) -> c_int;
    fn posix_spawn_file_actions_init(actions: *mut c_void) -> c_int;
    fn posix_spawn_file_actions_destroy(actions: *mut c_void) -> c_int;
    fn posix_spawn_file_actions_addopen(
        actions: *mut c_void,
        fd: c_int,
        path: *const c_char,
        flags: c_int,
        mode: c_int,
    ) -> c_int;
    fn posix_spawnattr_init(attributes: *mut c_void) -> c_int;
    fn posix_spawnattr_destroy(attributes: *mut c_void) -> c_int;
    fn posix_spawnattr_setflags(attributes: *mut c_void, flags: c_short) -> c_int;
    fn posix_spawnattr_setpgroup(attributes: *mut c_void, group: c_int) -> c_int;
    fn waitid(kind: c_int, id: c_int, info: *mut c_void, options: c_int) -> c_int;
    fn wait4(pid: c_int, status: *mut c_int, options: c_int, usage: *mut Rusage) -> c_int;
    fn kill(pid: c_int, signal: c_int) -> c_int;
    fn signal(number: c_int, handler: usize) -> usize;
    fn setitimer(which: c_int, new: *const [i64; 4], old: *mut c_void) -> c_int;
    fn getrusage(who: c_int, usage: *mut Rusage) -> c_int;
    fn _exit(code: c_int) -> !;
}

/// The process group of the run, 0 between runs; read by signal handlers.
static GROUP: AtomicI32 = AtomicI32::new(0);
static TIMED_OUT: AtomicBool = AtomicBool::new(false);

extern "C" fn on_alarm(_: c_int) {
    let group = GROUP.load(Ordering::SeqCst);
    if group > 0 {
        TIMED_OUT.store(true, Ordering::SeqCst);
        unsafe { kill(-group, SIGKILL) };
    }
}

extern "C" fn on_end(number: c_int) {
    let group = GROUP.load(Ordering::SeqCst);
    if group > 0 {
        unsafe { kill(-group, SIGKILL) };
    }
    unsafe { _exit(128 + number) }
}

#[derive(Default)]
struct Request {
    id: String,
    timeout_ms: i64,
    cwd: Option<OsString>,
    args: Vec<OsString>,
    set: Vec<OsString>,
    unset: Vec<OsString>,
    stdin: Option<OsString>,
    stdout: Option<OsString>,
    stderr: Option<OsString>,
    renew: Option<OsString>,
}

fn decode(text: &str) -> Result<OsString, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap_or(0), rest.next().unwrap_or(0)];
            let digits = std::str::from_utf8(&digits).map_err(|e| e.to_string())?;
            bytes.push(u8::from_str_radix(digits, 16).map_err(|_| format!("bad escape %{digits}"))?);
        } else {
            bytes.push(byte);
        }
    }
    Ok(OsString::from_vec(bytes))
}

fn parse(line: &str) -> Result<Request, String> {
    let mut request = Request::default();
    for word in line.split_ascii_whitespace() {
        let (key, value) = word.split_once('=').ok_or_else(|| format!("no '=' in {word}"))?;
        match key {
            "id" => request.id = value.to_string(),
            "timeout_ms" => request.timeout_ms = value.parse().map_err(|_| format!("bad timeout {value}"))?,
            "cwd" => request.cwd = Some(decode(value)?),
            "arg" => request.args.push(decode(value)?),
            "set" => request.set.push(decode(value)?),
            "unset" => request.unset.push(decode(value)?),
            "stdin" => request.stdin = Some(decode(value)?),
            "stdout" => request.stdout = Some(decode(value)?),
            "stderr" => request.stderr = Some(decode(value)?),
            "renew" => request.renew = Some(decode(value)?),
            _ => return Err(format!("unknown key {key}")),
        }
    }
    if request.args.is_empty() && request.renew.is_none() {
        return Err("no arg".to_string());
    }
    Ok(request)
}

fn c_string(text: &OsString) -> Result<CString, String> {
    CString::new(text.as_bytes()).map_err(|_| "a NUL byte in an argument, variable or path".to_string())
}

fn environment(request: &Request) -> Result<Vec<CString>, String> {
    let mut all: BTreeMap<OsString, OsString> = std::env::vars_os().collect();
    for name in &request.unset {
        all.remove(name);
    }
    for pair in &request.set {
        let bytes = pair.as_bytes();
        let equals = bytes.iter().position(|b| *b == b'=').ok_or("no '=' in set")?;
        all.insert(
            OsString::from_vec(bytes[..equals].to_vec()),
            OsString::from_vec(bytes[equals + 1..].to_vec()),
        );
    }
    all.iter()
        .map(|(name, value)| {
            let mut pair = name.clone();
            pair.push("=");
            pair.push(value);
            c_string(&pair)
        })
        .collect()
}

fn pointers(strings: &[CString]) -> Vec<*const c_char> {
    strings.iter().map(|s| s.as_ptr()).chain([ptr::null()]).collect()
}

fn arm(milliseconds: i64) {
    let timer = [0, 0, milliseconds / 1000, milliseconds % 1000 * 1000];
    unsafe { setitimer(ITIMER_REAL, &timer, ptr::null_mut()) };
}

fn spawn(request: &Request) -> Result<c_int, String> {
    let null = OsString::from("/dev/null");
    let argv = request.args.iter().map(c_string).collect::<Result<Vec<_>, _>>()?;
    let envp = environment(request)?;
    let files = [&request.stdin, &request.stdout, &request.stderr].map(|file| c_string(file.as_ref().unwrap_or(&null)));
    if let Some(cwd) = &request.cwd {
        // One thread, one run at a time: the runner's own directory may as well be the child's.
        std::env::set_current_dir(cwd).map_err(|e| format!("cannot enter {}: {e}", cwd.to_string_lossy()))?;
    }
    let (mut actions, mut attributes) = (Opaque::new(), Opaque::new());
    let mut pid = 0;
    let code = unsafe {
        posix_spawn_file_actions_init(actions.at());
        posix_spawnattr_init(attributes.at());
        posix_spawnattr_setflags(attributes.at(), SETPGROUP);
        posix_spawnattr_setpgroup(attributes.at(), 0);
        for (fd, file) in files.iter().enumerate() {
            let flags = if fd == 0 { 0 } else { os::WRITE_NEW };
            let file = file.as_ref().map_err(Clone::clone)?;
            posix_spawn_file_actions_addopen(actions.at(), fd as c_int, file.as_ptr(), flags, 0o644);
        }
        let code = posix_spawnp(
            &mut pid,
            argv[0].as_ptr(),
            actions.at(),
            attributes.at(),
            pointers(&argv).as_ptr(),
            pointers(&envp).as_ptr(),
        );
        posix_spawn_file_actions_destroy(actions.at());
        posix_spawnattr_destroy(attributes.at());
        code
    };
    if code == 0 {
        Ok(pid)
    } else {
        Err(format!(
            "cannot start {}: {}",
            request.args[0].to_string_lossy(),
            io::Error::from_raw_os_error(code)
        ))
    }
}

fn run(request: &Request, counters: &mut perf::Counters) -> Result<String, String> {
    TIMED_OUT.store(false, Ordering::SeqCst);
    counters.open();
    let start = Instant::now();
    let pid = spawn(request)?;
    GROUP.store(pid, Ordering::SeqCst);
    if request.timeout_ms > 0 {
        arm(request.timeout_ms);
    }
    // Wait without reaping: until wait4 below the number of the process cannot be another's, so that an alarm that
    // comes late hits nobody else.
    let mut info = Opaque::new();
    while unsafe { waitid(P_PID, pid, info.at(), WEXITED | os::WNOWAIT) } != 0 {
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(format!("waitid: {error}"));
        }
    }
    let wall = start.elapsed();
    arm(0);
    // What the run left behind in its group would disturb the next one.
    unsafe { kill(-pid, SIGKILL) };
    GROUP.store(0, Ordering::SeqCst);
    let queued = queue_wait(pid);
    let (mut status, mut usage): (c_int, Rusage) = (0, [0; 40]);
    while unsafe { wait4(pid, &mut status, 0, &mut usage) } != pid {
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(format!("wait4: {error}"));
        }
    }
    let ended_by = status & 0x7f;
    // Microseconds are 32 bits wide on macOS.
    let micros = |word: usize| usage[word] * 1_000_000 + i64::from(usage[word + 1] as i32);
    let mut json = format!(
        "{{\"id\":\"{}\",\"wall_ns\":{},\"user_us\":{},\"sys_us\":{},\"max_rss_kib\":{},\"minflt\":{},\"majflt\":{},\
         \"nvcsw\":{},\"nivcsw\":{},\"exit\":{},\"signal\":{},\"timed_out\":{}",
        request.id,
        wall.as_nanos(),
        micros(0),
        micros(2),
        usage[MAXRSS] / os::RSS_UNIT,
        usage[MINFLT],
        usage[MAJFLT],
        usage[NVCSW],
        usage[NIVCSW],
        if ended_by == 0 { status >> 8 & 0xff } else { 0 },
        ended_by,
        TIMED_OUT.load(Ordering::SeqCst) && ended_by == SIGKILL,
    );
    if let Some(nanoseconds) = queued {
        json += &format!(",\"queue_us\":{}", nanoseconds / 1000);
    }
    for (name, value) in counters.close() {
        json += &format!(",\"{name}\":{value}");
    }
    if let Some(file) = &request.stdout {
        let (hash, length) = fnv1a64(file).map_err(|e| format!("cannot read {}: {e}", file.to_string_lossy()))?;
        json += &format!(",\"output\":\"fnv1a64:{hash:016x}:{length}\"");
    }
    Ok(json + "}")
}

/// Has a file's pages in the page cache be others from now on, as after it was copied or the machine was started anew.
fn renew(id: &str, file: &OsString) -> Result<String, String> {
    let moved = pages::renew(file).map_err(|e| format!("cannot read {}: {e}", file.to_string_lossy()))?;
    Ok(format!("{{\"id\":\"{id}\",\"moved\":{moved}}}"))
}

/// How long the process was ready to run and another one ran, nanoseconds: of its first thread, without its children. It
/// is there until the process is reaped, on Linux.
fn queue_wait(pid: c_int) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/schedstat")).ok()?;
    text.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// Tells one output from another; nobody has an interest in forging one.
fn fnv1a64(file: &OsString) -> io::Result<(u64, u64)> {
    let mut file = File::open(file)?;
    let (mut hash, mut length) = (0xcbf2_9ce4_8422_2325_u64, 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            return Ok((hash, length));
        }
        length += n as u64;
        for byte in &buffer[..n] {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

fn quoted(text: &str) -> String {
    let mut json = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if (c as u32) < 0x20 => json += &format!("\\u{:04x}", c as u32),
            c => json.push(c),
        }
    }
    json + "\""
}

#[cfg(target_os = "linux")]
fn pin(cpus: &str) -> Result<(), String> {
    extern "C" {
        fn sched_setaffinity(pid: c_int, size: usize, mask: *const u64) -> c_int;
    }
    let mut mask = [0_u64; 16];
    for cpu in cpus.split(',') {
        let cpu: usize = cpu.parse().map_err(|_| format!("bad processor number {cpu}"))?;
        *mask.get_mut(cpu / 64).ok_or("processor number above 1023")? |= 1 << (cpu % 64);
    }
    // The runner confines itself; what it starts inherits that.
    match unsafe { sched_setaffinity(0, std::mem::size_of_val(&mask), mask.as_ptr()) } {
        0 => Ok(()),
        _ => Err(format!("sched_setaffinity to {cpus}: {}", io::Error::last_os_error())),
    }
}

#[cfg(not(target_os = "linux"))]
fn pin(_: &str) -> Result<(), String> {
    Err("pinning to processors needs Linux".to_string())
}

#[cfg(target_os = "linux")]
mod pages {
    use super::{c_int, c_void, io, ptr, File, OsString, Read};
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::io::AsRawFd;

    const DONTNEED: c_int = 4;
    const PROT_READ: c_int = 1;
    const MAP_SHARED: c_int = 1;
    /// A multiple of every size of a page.
    const STEP: u64 = 1 << 16;

    extern "C" {
        fn posix_fadvise(fd: c_int, offset: i64, length: i64, advice: c_int) -> c_int;
        fn mmap(at: *mut c_void, length: usize, access: c_int, flags: c_int, fd: c_int, offset: i64) -> *mut c_void;
        fn munmap(at: *mut c_void, length: usize) -> c_int;
        fn mincore(at: *mut c_void, length: usize, resident: *mut u8) -> c_int;
        fn geteuid() -> u32;
    }

    /// Drops a file's pages and reads it into others. Says whether they were dropped: not where the file system is memory
    /// itself, and not while a process has them mapped. The kernel tells that of the user's own files; of others it is taken
    /// for done.
    pub fn renew(path: &OsString) -> io::Result<bool> {
        let mut file = File::open(path)?;
        let of = file.metadata()?;
        let user = unsafe { geteuid() };
        let mut moved = drop_all(&file, of.len()) || user != 0 && user != of.uid();
        if !moved && file.sync_data().is_ok() {
            // What was not on the disk yet could not be dropped.
            moved = drop_all(&file, of.len());
        }
        // The run is to find it in memory.
        let mut buffer = vec![0; 1 << 20];
        while file.read(&mut buffer)? > 0 {}
        Ok(moved)
    }

    fn drop_all(file: &File, length: u64) -> bool {
        unsafe { posix_fadvise(file.as_raw_fd(), 0, 0, DONTNEED) };
        !is_in_memory(file, length / 2)
    }

    /// Whether the page at an offset is in memory.
    fn is_in_memory(file: &File, offset: u64) -> bool {
        let mut resident = 0;
        unsafe {
            let at = mmap(ptr::null_mut(), 1, PROT_READ, MAP_SHARED, file.as_raw_fd(), (offset / STEP * STEP) as i64);
            if at as isize == -1 {
                return true;
            }
            let known = mincore(at, 1, &mut resident) == 0;
            munmap(at, 1);
            !known || resident & 1 == 1
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod pages {
    pub fn renew(_: &super::OsString) -> std::io::Result<bool> {
        Ok(false)
    }
}

#[cfg(target_os = "linux")]
mod perf {
    use super::{c_int, io, File, Read};
    use std::mem::size_of;
    use std::os::raw::c_long;
    use std::os::unix::io::FromRawFd;

    #[cfg(target_arch = "x86_64")]
    const PERF_EVENT_OPEN: c_long = 298;
    #[cfg(not(target_arch = "x86_64"))]
    const PERF_EVENT_OPEN: c_long = 241;
    const CLOEXEC: u64 = 8;
    const TOTAL_TIMES: u64 = 1 | 2;
    /// disabled, inherit, exclude_kernel, exclude_hv, enable_on_exec: counts the child from its exec on, user code
    /// only, which is what an unprivileged user may count.
    const FLAGS: u64 = 1 | 1 << 1 | 1 << 5 | 1 << 6 | 1 << 12;
    /// Name, type (hardware or hardware cache), configuration.
    const EVENTS: [(&str, u32, u64); 5] = [
        ("instructions", 0, 1),
        ("cycles", 0, 0),
        ("branch_misses", 0, 5),
        ("l1i_misses", 3, 1 | 1 << 16),
        ("itlb_misses", 3, 4 | 1 << 16),
    ];

    extern "C" {
        fn syscall(number: c_long, ...) -> c_long;
    }

    /// `struct perf_event_attr` in its first published size.
    #[repr(C)]
    struct Attributes {
        kind: u32,
        size: u32,
        config: u64,
        sample_period: u64,
        sample_type: u64,
        read_format: u64,
        flags: u64,
        wakeup_events: u32,
        bp_type: u32,
        config1: u64,
    }

    pub struct Counters {
        available: Vec<usize>,
        files: Vec<(usize, File)>,
        pub why_not: Option<String>,
    }

    impl Counters {
        pub fn probe() -> Self {
            let mut counters = Counters {
                available: (0..EVENTS.len()).collect(),
                files: vec![],
                why_not: None,
            };
            counters.open();
            counters.available = counters.files.drain(..).map(|(event, _)| event).collect();
            if !counters.available.is_empty() {
                counters.why_not = None;
            }
            counters
        }

        pub fn open(&mut self) {
            for event in self.available.clone() {
                match open(EVENTS[event].1, EVENTS[event].2) {
                    Ok(file) => self.files.push((event, file)),
                    Err(error) => self.why_not = Some(format!("perf_event_open: {error}")),
                }
            }
        }

        /// What was counted, scaled where events took turns on a register.
        pub fn close(&mut self) -> Vec<(&'static str, u64)> {
            let mut counts = vec![];
            for (event, mut file) in self.files.drain(..) {
                let mut words = [0; 24];
                if matches!(file.read(&mut words), Ok(24)) {
                    let word = |i: usize| u64::from_le_bytes(words[8 * i..8 * i + 8].try_into().unwrap());
                    let (value, enabled, running) = (word(0), word(1), word(2));
                    if running > 0 {
                        counts.push((EVENTS[event].0, (value as f64 * enabled as f64 / running as f64) as u64));
                    }
                }
            }
            counts
        }
    }

    fn open(kind: u32, config: u64) -> io::Result<File> {
        let attributes = Attributes {
            kind,
            size: size_of::<Attributes>() as u32,
            config,
            sample_period: 0,
            sample_type: 0,
            read_format: TOTAL_TIMES,
            flags: FLAGS,
            wakeup_events: 0,
            bp_type: 0,
            config1: 0,
        };
        let (this, any, none) = (0 as c_int, -1 as c_int, -1 as c_int);
        let fd = unsafe {
            syscall(
                PERF_EVENT_OPEN,
                &attributes as *const Attributes,
                this,
                any,
                none,
                CLOEXEC,
            )
        };
        if fd < 0 {
            Err(io::Error::last_os_error())
        } else {
            Ok(unsafe { File::from_raw_fd(fd as c_int) })
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod perf {
    pub struct Counters {
        pub why_not: Option<String>,
    }

    impl Counters {
        pub fn probe() -> Self {
            Counters {
                why_not: Some("perf_event_open is of Linux".to_string()),
            }
        }

        pub fn open(&mut self) {}

        pub fn close(&mut self) -> Vec<(&'static str, u64)> {
            vec![]
        }
    }
}

fn main() -> io::Result<()> {
    unsafe {
        // Rust ignores SIGPIPE and children would inherit that; and a runner whose reader is gone has nothing to do.
        signal(SIGPIPE, 0);
        signal(SIGALRM, on_alarm as extern "C" fn(c_int) as usize);
        for number in [SIGHUP, SIGINT, SIGTERM] {
            signal(number, on_end as extern "C" fn(c_int) as usize);
        }
    }
    let pinned = match std::env::args().nth(1) {
        Some(cpus) => pin(&cpus),
        None => Ok(()),
    };
    let mut counters = perf::Counters::probe();
    let mut own: Rusage = [0; 40];
    unsafe { getrusage(0, &mut own) };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{{\"runner\":{PROTOCOL},\"own_rss_kib\":{},\"pin_error\":{},\"counters_why_not\":{}}}",
        own[MAXRSS] / os::RSS_UNIT,
        pinned.err().map_or("null".to_string(), |why| quoted(&why)),
        counters.why_not.as_ref().map_or("null".to_string(), |why| quoted(why)),
    )?;
    out.flush()?;
    for line in io::stdin().lock().lines() {
        let answer = parse(&line?).and_then(|request| match &request.renew {
            Some(file) => renew(&request.id, file),
            None => run(&request, &mut counters).map_err(|why| {
                counters.close();
                why
            }),
        });
        match answer {
            Ok(json) => writeln!(out, "{json}")?,
            Err(why) => writeln!(out, "{{\"error\":{}}}", quoted(&why))?,
        }
        out.flush()?;
    }
    Ok(())
}
