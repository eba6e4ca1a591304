using System.Runtime.InteropServices;

namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>
/// Rows waiting for the end of their file to be checked: in memory at first, past 16 MB in a temporary file that goes
/// with its handle.
/// </summary>
sealed class Spool<TRow> : IDisposable where TRow : unmanaged
{
    const int InMemory = 16 << 20, AtFirst = 4096;
    byte[] memory = [];
    FileStream? file;
    long length;

    /// <summary>Appends rows; the returned offset finds them again.</summary>
    public long Append(ReadOnlySpan<TRow> rows)
    {
        var bytes = MemoryMarshal.AsBytes(rows);
        var offset = length;
        if (file is null && length + bytes.Length > InMemory)
        {
            file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
                BufferSize = 1 << 16
            });
            file.Write(memory.AsSpan(0, (int)length));
            memory = [];
        }
        if (file is not null) file.Write(bytes);
        else
        {
            // By much at a time: what is moved costs more than what is not yet touched.
            if (memory.Length < length + bytes.Length)
                Array.Resize(ref memory, (int)Math.Max(length + bytes.Length, Math.Max(AtFirst, memory.Length * 8L)));
            bytes.CopyTo(memory.AsSpan((int)length));
        }
        length += bytes.Length;
        return offset;
    }

    /// <summary>Reads rows back.</summary>
    public void Read(long offset, Span<TRow> rows)
    {
        var bytes = MemoryMarshal.AsBytes(rows);
        if (file is null)
        {
            memory.AsSpan((int)offset, bytes.Length).CopyTo(bytes);
            return;
        }
        file.Position = offset;
        file.ReadExactly(bytes);
        file.Position = length;
    }

    public void Dispose() => file?.Dispose();
}
