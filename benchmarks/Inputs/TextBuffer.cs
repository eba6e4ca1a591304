using System.Buffers.Text;
using System.Text;

namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>Gathers the bytes of a line.</summary>
sealed class TextBuffer
{
    byte[] bytes = new byte[512];
    int length;

    public ReadOnlySpan<byte> Text => bytes.AsSpan(0, length);

    public TextBuffer Clear()
    {
        length = 0;
        return this;
    }

    public TextBuffer Add(ReadOnlySpan<byte> text)
    {
        Grow(text.Length);
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
        return this;
    }

    public TextBuffer Add(string text)
    {
        Grow(text.Length);
        length += Encoding.ASCII.GetBytes(text, bytes.AsSpan(length));
        return this;
    }

    public TextBuffer Add(long number, int digits = 0)
    {
        Grow(24);
        Utf8Formatter.TryFormat(number, bytes.AsSpan(length), out var written,
            new System.Buffers.StandardFormat('D', (byte)digits));
        length += written;
        return this;
    }

    /// <summary>A share of 1 with six decimals, by whole numbers: the same text on every machine.</summary>
    public TextBuffer AddShare(long part, long whole)
    {
        var millionths = whole == 0 ? 0 : part * 1_000_000 / whole;
        return Add(millionths / 1_000_000).Add("."u8).Add(millionths % 1_000_000, 6);
    }

    void Grow(int more)
    {
        if (length + more > bytes.Length) Array.Resize(ref bytes, Math.Max(length + more, 2 * bytes.Length));
    }
}
