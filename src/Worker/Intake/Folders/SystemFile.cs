using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>What an entry of a folder is.</summary>
internal enum EntryKind
{
    /// <summary>A regular file.</summary>
    File,
    /// <summary>A folder.</summary>
    Folder,
    /// <summary>A symbolic link, whatever it leads to.</summary>
    Link,
    /// <summary>A pipe, a socket or a device: to open one may block for ever, to read one may never end.</summary>
    Special,
}

/// <summary>
/// What Linux knows of a file and .NET does not tell. Elsewhere the answers are those that .NET can give.
/// </summary>
internal static unsafe partial class SystemFile
{
    const int Here = -100, NoFollow = 0x100, EmptyPath = 0x1000, TypeModeLinksOwner = 0x1 | 0x2 | 0x4 | 0x8;
    const int TypeMask = 0xF000, Regular = 0x8000, Directory = 0x4000, SymbolicLink = 0xA000;
    // To open a file for writing while we ask costs its writer nothing, and would end a process that does not expect it.
    static readonly IDisposable? LeaseBroken =
        OperatingSystem.IsLinux() ? PosixSignalRegistration.Create((PosixSignal)29, signal => signal.Cancel = true) : null;
    const int SetLease = 1024, ReadLease = 0, NoLease = 2, TryAgain = 11;
    const int ReadOnly = 0, NonBlocking = 0x800, CloseOnExec = 0x80000;

    /// <summary>What lies at a path; a link is not followed.</summary>
    /// <exception cref="FileNotFoundException">Nothing lies there any more.</exception>
    public static EntryKind KindOf(string path)
    {
        if (OperatingSystem.IsLinux()) return Known(Here, path, NoFollow, path).Kind;
        var entry = new FileInfo(path);
        return entry.LinkTarget is not null ? EntryKind.Link
            : entry.Exists ? EntryKind.File
            : System.IO.Directory.Exists(path) ? EntryKind.Folder : throw new FileNotFoundException(null, path);
    }

    /// <summary>
    /// Opens a regular file to read it. A link is followed where it and its target have one owner: whoever may write to
    /// the folder gets nothing read that they could not have put there themselves.
    /// </summary>
    /// <exception cref="NotRegularException">It is no regular file, or a link to somebody else's.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        if (!OperatingSystem.IsLinux())
            return KindOf(path) is EntryKind.File
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : throw new NotRegularException(path);
        var entry = Known(Here, path, NoFollow, path);
        // Whatever it is by now: it does not block, and what was opened is looked at, not what the name leads to.
        var descriptor = OpenFile(path, ReadOnly | NonBlocking | CloseOnExec);
        if (descriptor < 0)
            throw Marshal.GetLastPInvokeError() switch
            {
                2 => new FileNotFoundException(null, path),
                1 or 13 => new UnauthorizedAccessException(path),
                var error => new IOException(Marshal.GetPInvokeErrorMessage(error)),
            };
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            var opened = Known(descriptor, "", EmptyPath, path);
            if (opened.Kind != EntryKind.File || (entry.Kind == EntryKind.Link && entry.Owner != opened.Owner))
                throw new NotRegularException(path);
            return new FileStream(handle, FileAccess.Read, 1 << 16);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether nobody can change the bytes of an open file: no program has it open for writing, and no other name leads
    /// to it. False also where the system does not tell: on many shares, for another user's file, outside of Linux.
    /// </summary>
    public static bool IsOurs(FileStream file) => OperatingSystem.IsLinux()
        && Known(Descriptor(file), "", EmptyPath, file.Name).Links == 1 && Lease(file) == 0;

    /// <summary>A program has the file open for writing. False where the system does not tell.</summary>
    public static bool IsBeingWritten(FileStream file) => OperatingSystem.IsLinux() && Lease(file) == TryAgain;

    /// <summary>
    /// Gives the entries of a folder whose names are not UTF-8 a name that is: the Chinese that their bytes are in
    /// GB 18030, as names from older archives and shares are, else their bytes in hexadecimal. .NET cannot open the
    /// others.
    /// </summary>
    /// <returns>How many.</returns>
    public static int NameInUtf8(string folder)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var entries = OpenFolder(folder);
        if (entries == 0) return 0;
        var renamed = 0;
        try
        {
            for (var entry = ReadFolder(entries); entry != null; entry = ReadFolder(entries))
            {
                var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameInEntry);
                if (IsUtf8(bytes)) continue;
                var name = InUtf8(bytes);
                if (File.Exists(Path.Combine(folder, name))) name = $"{Convert.ToHexStringLower(bytes)}-{name}";
                byte[] from = [.. Encoding.UTF8.GetBytes(folder), (byte)'/', .. bytes, 0],
                    to = [.. Encoding.UTF8.GetBytes(Path.Combine(folder, name)), 0];
                fixed (byte* old = from, made = to)
                    if (Rename(old, made) == 0) renamed++;
            }
        }
        finally
        {
            _ = CloseFolder(entries);
        }
        return renamed;
    }

    static bool IsUtf8(ReadOnlySpan<byte> name) => System.Text.Unicode.Utf8.IsValid(name);

    static string InUtf8(ReadOnlySpan<byte> name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var chinese = Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            return chinese.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            // ASCII stays, so that the ending still says what the file is.
            var text = new StringBuilder();
            foreach (var b in name) text.Append(b < 0x80 ? $"{(char)b}" : $"%{b:X2}");
            return text.ToString();
        }
    }

    // A lease for reading is given only where nobody has the file open for writing. It is given back at once: it is the
    // answer that counts.
    static int Lease(FileStream file)
    {
        GC.KeepAlive(LeaseBroken);
        if (Control(Descriptor(file), SetLease, ReadLease) < 0) return Marshal.GetLastPInvokeError();
        _ = Control(Descriptor(file), SetLease, NoLease);
        return 0;
    }

    static int Descriptor(FileStream file) => (int)file.SafeFileHandle.DangerousGetHandle();

    static (EntryKind Kind, uint Links, uint Owner) Known(int at, string path, int flags, string shown)
    {
        Facts facts;
        if (Ask(at, path, flags, TypeModeLinksOwner, &facts) != 0)
            throw Marshal.GetLastPInvokeError() is 2 or 20 ? new FileNotFoundException(null, shown)
                : new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        return ((facts.Mode & TypeMask) switch
        {
            Regular => EntryKind.File,
            Directory => EntryKind.Folder,
            SymbolicLink => EntryKind.Link,
            _ => EntryKind.Special,
        }, facts.Links, facts.Owner);
    }

    // struct statx of the Linux kernel: the same on every processor. struct dirent64: the name begins at byte 19.
    const int NameInEntry = 19;

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    struct Facts
    {
        [FieldOffset(16)] public uint Links;
        [FieldOffset(20)] public uint Owner;
        [FieldOffset(28)] public ushort Mode;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(int folder, string path, int flags, uint asked, Facts* facts);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenFolder(string path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial byte* ReadFolder(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseFolder(nint folder);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true)]
    private static partial int Rename(byte* from, byte* to);
}

/// <summary>What lies at a path is no regular file, or a link to one of another owner.</summary>
internal sealed class NotRegularException(string path) : IOException(path);

/// <summary>A file changed while it was read or copied: it has not arrived.</summary>
internal sealed class FileChangedException(string path) : IOException(path);
