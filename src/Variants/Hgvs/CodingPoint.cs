using System.Globalization;
using System.Runtime.CompilerServices;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>
/// A place on a transcript as HGVS counts it: a base of the transcript, and for a base between two exons its distance
/// from the nearer one.
/// </summary>
/// <param name="Base">
/// Base of the transcript, counted without a gap: 1 is the A of the start codon, 0 the base before it (written -1), and
/// the base behind the stop codon (written *1) is one more than the coding sequence is long. It goes on in the same way
/// before and behind the transcript.
/// </param>
/// <param name="Offset">Bases into the intron: positive behind the exon's last base, negative before its first; 0
/// inside an exon.</param>
readonly record struct CodingPoint(int Base, int Offset)
{
    /// <summary>
    /// The HGVS position, for example <c>-21-5</c>, <c>574</c> or <c>*97</c>, of a coding sequence of
    /// <paramref name="codingLength"/> bases.
    /// </summary>
    public string Text(int codingLength)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[32]);
        AppendTo(ref text, codingLength);
        return text.ToStringAndClear();
    }

    /// <summary>Puts the same behind a text.</summary>
    public void AppendTo(ref DefaultInterpolatedStringHandler text, int codingLength)
    {
        if (Base < 1) text.AppendLiteral("-");
        else if (Base > codingLength) text.AppendLiteral("*");
        text.AppendFormatted(Base < 1 ? 1 - Base : Base > codingLength ? Base - codingLength : Base);
        if (Offset == 0) return;
        if (Offset > 0) text.AppendLiteral("+");
        text.AppendFormatted(Offset);
    }

    /// <summary>Reads what <see cref="Text"/> writes.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int codingLength, out CodingPoint point)
    {
        point = default;
        var first = text is ['-' or '*', ..] ? text[0] : ' ';
        if (first != ' ') text = text[1..];
        var sign = text.IndexOfAny('+', '-');
        var offset = 0;
        if (!Number(sign < 0 ? text : text[..sign], out var number)) return false;
        if (sign >= 0 && !Number(text[(sign + 1)..], out offset)) return false;
        if (first == ' ' && number > codingLength) return false;
        point = new CodingPoint(first switch { '-' => 1 - number, '*' => codingLength + number, _ => number },
            sign >= 0 && text[sign] == '-' ? -offset : offset);
        return true;
    }

    static bool Number(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
}
