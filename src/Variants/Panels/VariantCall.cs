using System.Runtime.InteropServices;

namespace Thrombophilia.Variants.Panels;

/// <summary>What a sample has of one variant: a fixed-size row that can wait in memory or in a file. Texts are numbers into <see cref="CallTexts"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly record struct VariantCall(int Sample, int Genotype, int Filter, int Rsid, int Notes, int Depth, float Quality, float Balance, float CopyNumber, int Copies, CallStatus Status);

/// <summary>Texts that many rows share, each kept once.</summary>
sealed class CallTexts
{
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly List<string> texts = [];

    public string this[int number] => texts[number];

    public int Of(string text)
    {
        if (numbers.TryGetValue(text, out var number)) return number;
        numbers.Add(text, number = texts.Count);
        texts.Add(text);
        return number;
    }

    public int Of(ReadOnlySpan<byte> text)
    {
        Span<char> chars = stackalloc char[128];
        if (text.Length > chars.Length) return Of(System.Text.Encoding.UTF8.GetString(text));
        var used = System.Text.Encoding.UTF8.GetChars(text, chars);
        return numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(chars[..used], out var number) ? number : Of(chars[..used].ToString());
    }
}

/// <summary>Rows waiting for the end of their file to be checked: in memory at first, past 16 MB in a temporary file that goes with its handle.</summary>
sealed class CallSpool : IDisposable
{
    const int InMemory = 16 << 20;
    byte[] memory = new byte[4096];
    FileStream? file;
    long length;

    /// <summary>Appends rows; the returned offset finds them again.</summary>
    public long Append(ReadOnlySpan<VariantCall> calls)
    {
        var bytes = MemoryMarshal.AsBytes(calls);
        var offset = length;
        if (file is null && length + bytes.Length > InMemory)
        {
            file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
            { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose, BufferSize = 1 << 16 });
            file.Write(memory.AsSpan(0, (int)length));
            memory = [];
        }
        if (file is not null) file.Write(bytes);
        else
        {
            if (memory.Length < length + bytes.Length) Array.Resize(ref memory, (int)Math.Max(length + bytes.Length, memory.Length * 2L));
            bytes.CopyTo(memory.AsSpan((int)length));
        }
        length += bytes.Length;
        return offset;
    }

    /// <summary>Reads rows back.</summary>
    public void Read(long offset, Span<VariantCall> calls)
    {
        var bytes = MemoryMarshal.AsBytes(calls);
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
