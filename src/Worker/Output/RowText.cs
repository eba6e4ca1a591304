using System.Buffers;
using System.Globalization;
using System.Text;

namespace Thrombophilia.Worker.Output;

/// <summary>
/// Rows in UTF-8 in rented memory: millions of them are written into the same few buffers. <see cref="Dispose"/>
/// returns it.
/// </summary>
sealed class RowText : IDisposable
{
    const int Longest = 11; // Digits and sign of a number.
    byte[] text = ArrayPool<byte>.Shared.Rent(1 << 19);
    int length;

    public ReadOnlySpan<byte> Written => text.AsSpan(0, length);

    /// <summary>A cell and its separator; null is an empty cell.</summary>
    public void Cell(string? cell, char behind = '\t')
    {
        var size = cell?.Length ?? 0;
        var to = Room(size + 1);
        // Nearly every cell is ASCII.
        if (Ascii.FromUtf16(cell, to, out _) != OperationStatus.Done)
        {
            to = Room(Encoding.UTF8.GetMaxByteCount(size) + 1);
            size = Encoding.UTF8.GetBytes(cell, to);
        }
        to[size] = (byte)behind;
        length += size + 1;
    }

    /// <summary>
    /// A cell that is often the one of the row before: it is not encoded again, where it is the same object.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="last">Where it was written before; at first the default, and after <see cref="PrintTo"/>.</param>
    public void Repeated(string? cell, ref (string? Text, int At, int Length) last)
    {
        if (cell is null || !ReferenceEquals(cell, last.Text))
        {
            var at = length;
            Cell(cell);
            last = (cell, at, length - at);
            return;
        }
        var to = Room(last.Length);
        text.AsSpan(last.At, last.Length).CopyTo(to);
        length += last.Length;
    }

    /// <summary>A number and its separator.</summary>
    public void Cell(int number, char behind = '\t')
    {
        var to = Room(Longest + 1);
        number.TryFormat(to, out var size, provider: CultureInfo.InvariantCulture);
        to[size] = (byte)behind;
        length += size + 1;
    }

    /// <summary>Cells that were written before.</summary>
    public void Cells(ReadOnlySpan<byte> cells)
    {
        cells.CopyTo(Room(cells.Length));
        length += cells.Length;
    }

    /// <summary>Prints what is written and begins anew.</summary>
    public void PrintTo(TextWriter output)
    {
        output.Print(Written);
        length = 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(text);
        text = [];
    }

    Span<byte> Room(int size)
    {
        if (text.Length - length < size) Grow(size);
        return text.AsSpan(length);
    }

    void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * text.Length, length + size));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(text);
        text = larger;
    }
}

/// <summary>Prints UTF-8.</summary>
static class Utf8Output
{
    /// <summary>Many rows at once: as bytes where the output is a stream, after flushing earlier text.</summary>
    public static void Print(this TextWriter output, ReadOnlySpan<byte> text)
    {
        if (output is not StreamWriter { Encoding: UTF8Encoding } writer) output.Write(Encoding.UTF8.GetString(text));
        else
        {
            writer.Flush();
            writer.BaseStream.Write(text);
        }
    }
}
