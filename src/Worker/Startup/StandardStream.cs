using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Thrombophilia.Worker.Startup;

/// <summary>
/// Standard output or error without terminal support: at the first byte the framework's console looks for a terminal,
/// reads its description and installs signal handlers, which takes longer than reading a small file (docs/decisions).
/// </summary>
internal sealed unsafe partial class StandardStream(int descriptor) : Stream
{
    const int Interrupted = 4, TryAgain = 11, BrokenPipe = 32;

    /// <summary>Standard output (1) or error (2) of this process, as UTF-8 text.</summary>
    public static StreamWriter Text(int descriptor, bool autoFlush = false)
    {
        var stream = OperatingSystem.IsWindows()
            ? descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError()
            : new StandardStream(descriptor);
        return new StreamWriter(stream, bufferSize: autoFlush ? -1 : 1 << 16) { AutoFlush = autoFlush };
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* bytes = buffer) written = Put(descriptor, bytes, (nuint)buffer.Length);
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
                case var error: throw new IOException(new Win32Exception(error).Message, error);
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException(); set =>
        throw new NotSupportedException();
    }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Put(int descriptor, byte* bytes, nuint count);
}
