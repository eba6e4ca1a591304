using System.Buffers;
using System.Globalization;

namespace Thrombophilia.Worker.Rows;

/// <summary>Text of some rows in borrowed memory: millions of rows are written into the same few buffers. Give it back by <see cref="Dispose"/>.</summary>
sealed class RowText : IDisposable
{
    const int Longest = 11; // Digits and sign of a number.
    char[] text = ArrayPool<char>.Shared.Rent(1 << 19);
    int length;

    public ReadOnlySpan<char> Written => text.AsSpan(0, length);

    /// <summary>A cell and what stands behind it; null is an empty cell.</summary>
    public void Cell(string? cell, char behind = '\t')
    {
        var size = cell?.Length ?? 0;
        var to = Room(size + 1);
        cell.AsSpan().CopyTo(to);
        to[size] = behind;
        length += size + 1;
    }

    /// <summary>A number and a tab.</summary>
    public void Cell(int number)
    {
        var to = Room(Longest + 1);
        number.TryFormat(to, out var size, provider: CultureInfo.InvariantCulture);
        to[size] = '\t';
        length += size + 1;
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(text);
        text = [];
    }

    Span<char> Room(int size)
    {
        if (text.Length - length < size) Grow(size);
        return text.AsSpan(length);
    }

    void Grow(int size)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(2 * text.Length, length + size));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(text);
        text = larger;
    }
}
