//! A stand-in for `perf` on machines without branch stacks: the branches are real, only their source is not a PMU.
//!
//! `record` single-steps a program and its children with ptrace and writes every taken branch as last-branch stacks of
//! 32 entries; `script`, `evlist`, `buildid-list` and `--version` answer in the forms of perf 6.1, or of the version that
//! BRANCH_TRACER_VERSION names. Linux on x86-64 only; a static AArch64 program, which qemu-aarch64 steps and logs, is
//! recorded as Arm's SPE does it: each branch for itself. Not a profiler: a program runs some ten thousand times slower, so the dynamic loader's work before the
//! program's entry is run at full speed and not recorded, and with BRANCH_TRACER_STEPS each process goes on at full speed
//! after so many instructions; with BRANCH_TRACER_PAUSE_US, too, for so long, and is stepped again: bursts. A lower frequency or a longer period than the usual ones leaves out stacks in proportion.
//!
//! The file that `record` writes starts as perf's own does (PERFILE2) and goes on as text, one record a line:
//! `A` architecture, `E` event, `B` build-id, `M` memory map, `T` task, `S` sample.

use std::collections::HashMap;
use std::ffi::CString;
use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::os::raw::{c_char, c_int, c_long, c_void};

extern "C" {
    fn fork() -> c_int;
    fn execvp(file: *const c_char, argv: *const *const c_char) -> c_int;
    fn waitpid(pid: c_int, status: *mut c_int, options: c_int) -> c_int;
    fn ptrace(request: c_long, pid: c_int, addr: *mut c_void, data: *mut c_void) -> c_long;
    fn raise(signal: c_int) -> c_int;
    fn kill(pid: c_int, signal: c_int) -> c_int;
    fn sched_getcpu() -> c_int;
    fn sched_setaffinity(pid: c_int, size: usize, mask: *const u64) -> c_int;
    fn _exit(code: c_int) -> !;
}

const TRACEME: c_long = 0;
const PEEKTEXT: c_long = 1;
const POKETEXT: c_long = 4;
const CONT: c_long = 7;
const SINGLESTEP: c_long = 9;
const GETREGS: c_long = 12;
const SETREGS: c_long = 13;
const SETOPTIONS: c_long = 0x4200;
const GETEVENTMSG: c_long = 0x4201;
/// TRACEFORK | TRACEVFORK | TRACECLONE | TRACEEXEC | EXITKILL
const OPTIONS: usize = 0x2 | 0x4 | 0x8 | 0x10 | 0x100000;
const EVENT_EXEC: c_int = 4;
const WALL: c_int = 0x40000000;
const SIGTRAP: c_int = 5;
const SIGTERM: c_int = 15;
const SIGSTOP: c_int = 19;
const STACK: usize = 32;
const RIP: usize = 16;
const ORIG_RAX: usize = 15;
const MMAP: u64 = 9;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Other,
    Always,
    /// A relative jump that may fall through to the instruction behind it, this many bytes on.
    Conditional(u64),
    Syscall,
}

struct Task {
    process: c_int,
    comm: String,
    /// The program's entry and the word there, while a breakpoint stands in it.
    entry: Option<(u64, c_long)>,
    last: Option<(u64, Kind)>,
    stack: Vec<(u64, u64)>,
    steps: u64,
}

struct Recorder {
    out: BufWriter<fs::File>,
    written: u64,
    limit: u64,
    ended: bool,
    /// One stack in so many is kept.
    every: u64,
    seen: u64,
    /// Instructions of a process after which it runs freely.
    steps: u64,
    /// How long it does, until it is stepped again.
    pause: Option<std::time::Duration>,
    /// Instructions already looked at; a program and its library never move while they run.
    kinds: HashMap<(c_int, u64), Kind>,
    maps: HashMap<c_int, Vec<String>>,
    build_ids: Vec<String>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let code = match arguments.first().map(String::as_str) {
        Some("--version") => {
            println!("perf version {}", std::env::var("BRANCH_TRACER_VERSION").unwrap_or("6.1.999-branch-tracer".into()));
            0
        }
        Some("record") => record(&arguments[1..]),
        Some("script") => script(&arguments[1..]),
        Some("evlist") => lines(&arguments[1..], |tag, rest| (tag == 'E').then(|| rest.to_string())),
        Some("buildid-list") if value(&arguments, "-i").and_then(|f| build_id(&f)).is_some() => {
            println!("{}", build_id(&value(&arguments, "-i").unwrap()).unwrap());
            0
        }
        Some("buildid-list") => lines(&arguments[1..], |tag, rest| (tag == 'B').then(|| rest.to_string())),
        _ => 129,
    };
    std::process::exit(code);
}

fn value(arguments: &[String], name: &str) -> Option<String> {
    arguments.iter().position(|a| a == name).and_then(|i| arguments.get(i + 1).cloned())
}

fn record(arguments: &[String]) -> i32 {
    if arguments.iter().any(|a| a == "-h") {
        eprintln!("        --buildid-mmap    Record build-id in map events\n        --max-size <size>");
        return 129;
    }
    let Some(dashes) = arguments.iter().position(|a| a == "--") else { return 129 };
    let (options, command) = (&arguments[..dashes], &arguments[dashes + 1..]);
    let file = value(options, "-o").unwrap_or("perf.data".into());
    let limit = options
        .iter()
        .find_map(|a| a.strip_prefix("--max-size="))
        .map(|s| {
            let number: u64 = s.trim_end_matches(['K', 'M']).parse().unwrap();
            number << if s.ends_with('K') { 10 } else { 20 }
        })
        .unwrap_or(u64::MAX);
    let frequency = value(options, "-F").map_or(4000, |f| f.parse::<u64>().unwrap());
    let period = value(options, "-c").map_or(0, |c| c.parse::<u64>().unwrap());
    // 1000037 is what branch sampling of Zen 3 takes, 100003 what each taken branch is counted by.
    let every = (4000 / frequency).max(period / 1_000_037).max(1);
    let steps = std::env::var("BRANCH_TRACER_STEPS").ok().and_then(|s| s.parse().ok()).unwrap_or(u64::MAX);
    let pause = std::env::var("BRANCH_TRACER_PAUSE_US").ok().and_then(|s| s.parse().ok()).map(std::time::Duration::from_micros);
    let mut out = BufWriter::new(fs::File::create(&file).expect("perf.data"));
    let arm = command.first().is_some_and(|program| segment_of_aarch64(program).is_some());
    let arch = if arm { "aarch64" } else { "x86_64" };
    writeln!(out, "PERFILE2\nA {arch}\nE {}", value(options, "-e").unwrap_or("cycles:u".into())).unwrap();
    let mut recorder = Recorder {
        out, written: 0, limit, ended: false, every, seen: 0, steps, pause, kinds: HashMap::new(), maps: HashMap::new(), build_ids: Vec::new(),
    };
    let code = if arm { recorder.emulate(command, &format!("{file}.qemu")) } else { recorder.trace(command) };
    for id in std::mem::take(&mut recorder.build_ids) {
        writeln!(recorder.out, "B {id}").unwrap();
    }
    recorder.out.flush().unwrap();
    eprintln!("[ perf record: Captured and wrote {:.3} MB {file} ]", recorder.written as f64 / 1048576.0);
    if code > 128 {
        unsafe { raise(code - 128) };
    }
    code
}

impl Recorder {
    fn trace(&mut self, command: &[String]) -> i32 {
        let words: Vec<CString> = command.iter().map(|w| CString::new(w.as_str()).unwrap()).collect();
        let mut argv: Vec<*const c_char> = words.iter().map(|w| w.as_ptr()).collect();
        argv.push(std::ptr::null());
        // Tracer and program on one processor: a step costs a third of what it costs across two.
        let processor = unsafe { sched_getcpu() } as usize;
        let mut mask = [0u64; 16];
        mask[processor / 64 % 16] = 1 << (processor % 64);
        unsafe { sched_setaffinity(0, 128, mask.as_ptr()) };
        let root = unsafe { fork() };
        if root == 0 {
            unsafe {
                ptrace(TRACEME, 0, std::ptr::null_mut(), std::ptr::null_mut());
                execvp(argv[0], argv.as_ptr());
                _exit(127);
            }
        }
        let mut tasks: HashMap<c_int, Task> = HashMap::new();
        let mut status = 0;
        let mut code = 0;
        let mut started = false;
        loop {
            let pid = unsafe { waitpid(-1, &mut status, WALL) };
            if pid < 0 {
                return code;
            }
            if status & 0x7f == 0 || (status & 0x7f) != 0x7f {
                self.sample(tasks.remove(&pid));
                if pid == root {
                    code = if status & 0x7f == 0 { (status >> 8) & 0xff } else { 128 + (status & 0x7f) };
                }
                continue;
            }
            let signal = (status >> 8) & 0xff;
            let event = status >> 16;
            let mut deliver = 0;
            if !started {
                started = true;
                unsafe { ptrace(SETOPTIONS, pid, std::ptr::null_mut(), OPTIONS as *mut c_void) };
                self.exec(pid, &mut tasks);
            } else if event == EVENT_EXEC {
                self.kinds.retain(|(process, _), _| *process != pid);
                self.exec(pid, &mut tasks);
            } else if event != 0 {
                let mut child: c_long = 0;
                unsafe { ptrace(GETEVENTMSG, pid, std::ptr::null_mut(), &mut child as *mut _ as *mut c_void) };
                self.child(pid, child as c_int, &mut tasks);
            } else if signal == SIGTRAP {
                self.step(pid, &mut tasks);
            } else if signal != SIGSTOP {
                deliver = signal;
            }
            if self.written > self.limit && !self.ended {
                self.ended = true;
                eprintln!("[ perf record: perf size limit reached ({} KB), stopping session ]", self.limit >> 10);
                unsafe { kill(root, SIGTERM) };
            }
            let free = tasks.get(&pid).is_some_and(|t| t.entry.is_some() || t.steps > self.steps) || self.ended;
            let how = if free { CONT } else { SINGLESTEP };
            unsafe { ptrace(how, pid, std::ptr::null_mut(), deliver as usize as *mut c_void) };
            if let (Some(pause), Some(task), false) = (self.pause, tasks.get_mut(&pid), self.ended) {
                if task.steps > self.steps {
                    std::thread::sleep(pause);
                    unsafe { kill(pid, SIGSTOP) };
                    // What ran meanwhile was not seen: the next stack starts anew.
                    (task.steps, task.last) = (0, None);
                    task.stack.clear();
                }
            }
        }
    }

    /// Runs an AArch64 program by qemu, which logs the address of each instruction.
    fn emulate(&mut self, command: &[String], log: &str) -> i32 {
        const PID: c_int = 4711;
        let status = std::process::Command::new("qemu-aarch64")
            .args(["-singlestep", "-d", "exec,nochain", "-D", log])
            .args(command)
            .status()
            .expect("qemu-aarch64");
        let program = &command[0];
        let comm = program.rsplit('/').next().unwrap();
        let (address, size, offset) = segment_of_aarch64(program).unwrap();
        self.line('T', &format!("{comm:>16} {PID:5}     0.000000: PERF_RECORD_COMM exec: {comm}:{PID}/{PID}"));
        self.line('M', &format!(
            "{comm:>16} {PID:5}     0.000000: PERF_RECORD_MMAP2 {PID}/{PID}: [0x{address:x}(0x{size:x}) @ 0x{offset:x} 08:01 1 0]: r-xp {program}"));
        if let Some(id) = build_id(program) {
            self.build_ids.push(format!("{id} {program}"));
        }
        let mut last = None;
        for line in BufReader::new(fs::File::open(log).unwrap()).lines() {
            // Trace 0: 0x7f… [00000000/<address>/…] function
            let line = line.unwrap();
            let Some(address) = line.strip_prefix("Trace ").and_then(|l| l.split('/').nth(1)) else { continue };
            let address = u64::from_str_radix(address, 16).unwrap();
            if let Some(from) = last.filter(|from| address != from + 4 && address != *from) {
                self.sample(Some(Task {
                    process: PID, comm: String::new(), entry: None, last: None, stack: vec![(from, address)], steps: 0,
                }));
            }
            last = Some(address);
        }
        fs::remove_file(log).unwrap();
        status.code().unwrap_or(1)
    }

    fn exec(&mut self, pid: c_int, tasks: &mut HashMap<c_int, Task>) {
        let comm = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default().trim().to_string();
        self.line('T', &format!("{comm:>16} {pid:5}     0.000000: PERF_RECORD_COMM exec: {comm}:{pid}/{pid}"));
        self.maps.remove(&pid);
        tasks.insert(pid, Task { process: pid, comm, entry: break_at_entry(pid), last: None, stack: Vec::new(), steps: 0 });
    }

    fn child(&mut self, parent: c_int, child: c_int, tasks: &mut HashMap<c_int, Task>) {
        let group = fs::read_to_string(format!("/proc/{child}/status"))
            .ok()
            .and_then(|s| s.lines().find_map(|l| l.strip_prefix("Tgid:").map(|t| t.trim().parse().unwrap())))
            .unwrap_or(child);
        let Some((comm, process)) = tasks.get(&parent).map(|t| (t.comm.clone(), t.process)) else { return };
        self.line('T', &format!(
            "{comm:>16} {parent:5}     0.000000: PERF_RECORD_FORK({group}:{child}):({process}:{parent})"));
        tasks.insert(child, Task { process: group, comm, entry: None, last: None, stack: Vec::new(), steps: 0 });
    }

    fn step(&mut self, pid: c_int, tasks: &mut HashMap<c_int, Task>) {
        let mut registers = [0u64; 27];
        unsafe { ptrace(GETREGS, pid, std::ptr::null_mut(), registers.as_mut_ptr() as *mut c_void) };
        let rip = registers[RIP];
        let Some(task) = tasks.get_mut(&pid) else {
            // The child's first stop may come before its parent tells of it.
            tasks.insert(pid, Task { process: pid, comm: "?".into(), entry: None, last: None, stack: Vec::new(), steps: 0 });
            return;
        };
        let mut mapped = false;
        task.steps += 1;
        if let Some((entry, word)) = task.entry.take() {
            unsafe { ptrace(POKETEXT, pid, entry as *mut c_void, word as *mut c_void) };
            registers[RIP] = entry;
            unsafe { ptrace(SETREGS, pid, std::ptr::null_mut(), registers.as_mut_ptr() as *mut c_void) };
            self.read_maps(pid, tasks);
            return;
        }
        if let Some((from, kind)) = task.last {
            let taken = match kind {
                Kind::Always => true,
                Kind::Conditional(length) => rip != from + length,
                _ => false,
            };
            mapped = kind == Kind::Syscall && registers[ORIG_RAX] == MMAP;
            if taken {
                task.stack.push((from, rip));
            }
        }
        let process = task.process;
        let kind = *self.kinds.entry((process, rip)).or_insert_with(|| kind_at(pid, rip));
        task.last = Some((rip, kind));
        if task.stack.len() == STACK {
            let full = Task {
                process, comm: String::new(), entry: None, last: task.last, stack: std::mem::take(&mut task.stack), steps: 0,
            };
            self.sample(Some(full));
        }
        if mapped {
            self.read_maps(process, tasks);
        }
    }

    /** Newest branch first, as the hardware's stack is read. */
    fn sample(&mut self, task: Option<Task>) {
        let Some(task) = task.filter(|t| !t.stack.is_empty()) else { return };
        self.seen += 1;
        if self.seen % self.every != 0 {
            return;
        }
        let entries: Vec<String> =
            task.stack.iter().rev().map(|(from, to)| format!("0x{from:x}/0x{to:x}/P/-/-/0//-")).collect();
        let ip = task.stack.last().unwrap().1;
        self.line('S', &format!("{} {ip:x} {}", task.process, entries.join("  ")));
    }

    fn read_maps(&mut self, process: c_int, tasks: &HashMap<c_int, Task>) {
        let comm = tasks.get(&process).map(|t| t.comm.clone()).unwrap_or_default();
        for map in fs::read_to_string(format!("/proc/{process}/maps")).unwrap_or_default().lines() {
            let words: Vec<&str> = map.split_whitespace().collect();
            if words.len() < 6 || !words[1].contains('x') || !words[5].starts_with('/') {
                continue;
            }
            let known = self.maps.entry(process).or_default();
            if known.iter().any(|k| k == words[0]) {
                continue;
            }
            known.push(words[0].to_string());
            let file = map[map.find('/').unwrap()..].to_string();
            let (start, end) = words[0].split_once('-').unwrap();
            let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
            let offset = words[2].trim_start_matches('0');
            let offset = if offset.is_empty() { "0".to_string() } else { format!("0x{offset}") };
            self.line('M', &format!(
                "{comm:>16} {process:5}     0.000000: PERF_RECORD_MMAP2 {process}/{process}: [0x{start:x}(0x{:x}) @ {offset} {} {} 0]: {} {file}",
                end - start, words[3], words[4], words[1]));
            if let Some(id) = build_id(&file) {
                let line = format!("{id} {file}");
                if !self.build_ids.contains(&line) {
                    self.build_ids.push(line);
                }
            }
        }
    }

    fn line(&mut self, tag: char, text: &str) {
        if tag == 'S' && self.written > self.limit {
            return;
        }
        self.written += text.len() as u64 + 3;
        writeln!(self.out, "{tag} {text}").unwrap();
    }
}

/// A breakpoint at the program's entry, which the auxiliary vector names (AT_ENTRY is 9).
fn break_at_entry(pid: c_int) -> Option<(u64, c_long)> {
    let vector = fs::read(format!("/proc/{pid}/auxv")).ok()?;
    let words: Vec<u64> = vector.chunks_exact(8).map(|c| u64::from_le_bytes(c.try_into().unwrap())).collect();
    let entry = words.chunks_exact(2).find(|pair| pair[0] == 9)?[1];
    let word = unsafe { ptrace(PEEKTEXT, pid, entry as *mut c_void, std::ptr::null_mut()) };
    let broken = (word & !0xff) | 0xcc;
    unsafe { ptrace(POKETEXT, pid, entry as *mut c_void, broken as *mut c_void) };
    Some((entry, word))
}

fn kind_at(pid: c_int, rip: u64) -> Kind {
    let mut bytes = [0u8; 16];
    for word in 0..2 {
        let text = unsafe { ptrace(PEEKTEXT, pid, (rip + word * 8) as *mut c_void, std::ptr::null_mut()) };
        bytes[word as usize * 8..word as usize * 8 + 8].copy_from_slice(&(text as u64).to_le_bytes());
    }
    let mut at = 0;
    while matches!(bytes[at], 0x26 | 0x2e | 0x36 | 0x3e | 0x64 | 0x65 | 0x66 | 0x67 | 0xf2 | 0xf3 | 0x40..=0x4f) && at < 10 {
        at += 1;
    }
    let length = |rest: usize| Kind::Conditional((at + rest) as u64);
    match (bytes[at], bytes[at + 1]) {
        (0x70..=0x7f, _) | (0xe0..=0xe3, _) => length(2),
        (0x0f, 0x80..=0x8f) => length(6),
        (0x0f, 0x05) => Kind::Syscall,
        (0xe8 | 0xe9 | 0xeb | 0xc2 | 0xc3 | 0xca | 0xcb, _) => Kind::Always,
        (0xff, modrm) if matches!((modrm >> 3) & 7, 2..=5) => Kind::Always,
        _ => Kind::Other,
    }
}

/// Address, size in memory and offset of the code of an AArch64 program that lies at fixed addresses (e_machine 183, ET_EXEC).
fn segment_of_aarch64(file: &str) -> Option<(u64, u64, u64)> {
    let bytes = fs::read(file).ok().filter(|b| b.len() > 64 && b.starts_with(b"\x7fELF\x02"))?;
    let at = |from: usize, length: usize| {
        bytes[from..from + length].iter().rev().fold(0u64, |value, byte| value << 8 | *byte as u64)
    };
    if at(18, 2) != 183 || at(16, 2) != 2 {
        return None;
    }
    (0..at(56, 2))
        .map(|segment| (at(32, 8) + segment * at(54, 2)) as usize)
        .find(|header| at(*header, 4) == 1 && at(header + 4, 4) & 1 == 1)
        .map(|header| (at(header + 16, 8), at(header + 40, 8), at(header + 8, 8)))
}

/// The GNU build-id of a 64-bit little-endian ELF file, from its note segment.
fn build_id(file: &str) -> Option<String> {
    let bytes = fs::read(file).ok()?;
    let u16_at = |at: usize| u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()) as usize;
    let u32_at = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let u64_at = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    if bytes.len() < 64 || &bytes[..4] != b"\x7fELF" {
        return None;
    }
    for segment in 0..u16_at(56) {
        let header = u64_at(32) + segment * u16_at(54);
        if u32_at(header) != 4 {
            continue;
        }
        let (mut note, end) = (u64_at(header + 8), u64_at(header + 8) + u64_at(header + 32));
        while note + 12 <= end {
            let (name, size, kind) = (u32_at(note), u32_at(note + 4), u32_at(note + 8));
            let descriptor = note + 12 + (name + 3) / 4 * 4;
            if kind == 3 && name == 4 && &bytes[note + 12..note + 16] == b"GNU\0" {
                return Some(bytes[descriptor..descriptor + size].iter().map(|b| format!("{b:02x}")).collect());
            }
            note = descriptor + (size + 3) / 4 * 4;
        }
    }
    None
}

fn script(arguments: &[String]) -> i32 {
    let fields = value(arguments, "-F").unwrap_or_default();
    let fields: Vec<&str> = fields.split(',').collect();
    let maps = arguments.iter().any(|a| a == "--show-mmap-events");
    let tasks = arguments.iter().any(|a| a == "--show-task-events");
    let header = arguments.iter().any(|a| a == "--header-only");
    if fields.contains(&"addr") {
        eprintln!("Samples for 'cycles:u' event do not have ADDR attribute set. Cannot print 'addr' field.");
        return 255;
    }
    lines(arguments, |tag, rest| match tag {
        'M' if maps => Some(rest.to_string()),
        'T' if tasks => Some(rest.to_string()),
        'A' if header => Some(format!("# arch : {rest}")),
        'E' if header => Some(format!("# event : name = {rest}, ")),
        'S' if !header && fields.contains(&"brstack") => {
            let (pid, rest) = rest.split_once(' ')?;
            let (ip, stack) = rest.split_once(' ')?;
            let mut line = String::new();
            if fields.contains(&"pid") {
                line += &format!("{pid:>5} ");
            }
            if fields.contains(&"ip") {
                line += &format!("{ip:>16} ");
            }
            Some(line + " " + stack + " ")
        }
        _ => None,
    })
}

/// Prints what a function makes of each record of the file behind `-i`.
fn lines(arguments: &[String], print: impl Fn(char, &str) -> Option<String>) -> i32 {
    let file = value(arguments, "-i").unwrap_or("perf.data".into());
    let Ok(text) = fs::read_to_string(&file) else {
        eprintln!("failed to open {file}: No such file or directory");
        return 255;
    };
    if !text.starts_with("PERFILE2\n") {
        eprintln!("incompatible file format (rerun with -v to learn more)");
        return 255;
    }
    let mut out = BufWriter::new(std::io::stdout());
    for line in text.lines().skip(1) {
        if let Some(printed) = line.chars().next().and_then(|tag| print(tag, line.get(2..).unwrap_or(""))) {
            if writeln!(out, "{printed}").is_err() {
                return 0;
            }
        }
    }
    0
}
