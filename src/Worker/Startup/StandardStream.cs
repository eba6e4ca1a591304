using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Thrombophilia.Worker.Startup;

/// <summary>
/// Standard output or error without terminal support: at the first byte the framework's console looks for a terminal,
/// reads its description and installs signal handlers, which takes longer than reading a small file (docs/decisions).
/// </summary>
internal sealed unsafe partial class StandardStream(int descriptor) : GuardedStream(Null, null)
{
    const int Interrupted = 4, TryAgain = 11, BrokenPipe = 32, Error = 2, GetFlags = 1, ClosedOnExec = 1;
    // A descriptor that was closed at the start may by now belong to a file that the runtime opened, and writing to
    // that would harm it. What a process inherits is never closed on exec, and what the runtime opens always is.
    readonly bool isOurs = IsInherited(descriptor);

    static bool IsInherited(int descriptor) =>
        Control(descriptor, GetFlags) is >= 0 and var flags && (flags & ClosedOnExec) == 0;

    /// <summary>Standard input of this process.</summary>
    /// <exception cref="IOException">It was closed at the start. What stands in its place by now may never
    /// end.</exception>
    public static Stream Input() => OperatingSystem.IsWindows() || IsInherited(0) ? Console.OpenStandardInput()
        : throw new IOException(null, FailureText.BadDescriptor);

    /// <summary>Standard output (1) or error (2) of this process, as UTF-8 text.</summary>
    public static StreamWriter Text(int descriptor, bool autoFlush = false)
    {
        var stream = !OperatingSystem.IsWindows() ? new StandardStream(descriptor)
            : descriptor == Error ? Console.OpenStandardError()
            : new GuardedStream(Console.OpenStandardOutput(), null);
        return new StreamWriter(stream, bufferSize: autoFlush ? -1 : 1 << 16) { AutoFlush = autoFlush };
    }

    protected override void Put(ReadOnlySpan<byte> buffer)
    {
        if (!isOurs)
        {
            // There is nowhere to say that messages cannot be written.
            if (descriptor == Error) return;
            throw new IOException(null, FailureText.BadDescriptor);
        }
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* bytes = buffer) written = Write(descriptor, bytes, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }
            switch (Marshal.GetLastPInvokeError())
            {
                // The reader has closed the pipe, as `| head` does: the rest is not wanted.
                case BrokenPipe: return;
                case Interrupted: break;
                // The pipe is non-blocking and full: the write can only be tried again.
                case TryAgain: Thread.Sleep(1); break;
                case var _ when descriptor == Error: return;
                case var error: throw new IOException(new Win32Exception(error).Message, error);
            }
        }
    }

    /// <summary>Columns of the terminal on standard error; null where they are not known.</summary>
    public static int? Columns()
    {
        const ulong WindowSize = 0x5413; // TIOCGWINSZ of Linux.
        ushort* size = stackalloc ushort[4]; // Rows, columns, and two that nobody fills.
        return OperatingSystem.IsLinux() && Control(Error, WindowSize, size) == 0 && size[1] > 0 ? size[1] : null;
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, ulong request, ushort* size);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);
}
