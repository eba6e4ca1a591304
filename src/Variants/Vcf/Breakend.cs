using System.Buffers.Text;

namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// An ALT that joins a place to another one: <c>t[p[</c>, <c>t]p]</c>, <c>]p]t</c> or <c>[p[t</c>, p being a contig and
/// a position (VCF 4.3 specification, 5.4). A view on the text it was read from.
/// </summary>
readonly ref struct Breakend
{
    Breakend(ReadOnlySpan<byte> bases, ReadOnlySpan<byte> contig, int pos, bool basesFirst, bool extendsRight)
    {
        (Pos, BasesFirst, ExtendsRight) = (pos, basesFirst, extendsRight);
        Bases = bases;
        Contig = contig;
    }

    /// <summary>What stands for REF; never empty.</summary>
    public ReadOnlySpan<byte> Bases { get; }
    /// <summary>
    /// Name of the other place's contig, with the angle brackets of one that is not of the reference.
    /// </summary>
    public ReadOnlySpan<byte> Contig { get; }
    /// <summary>Position of the other place.</summary>
    public int Pos { get; }
    /// <summary>The other piece is joined after the bases; else before them.</summary>
    public bool BasesFirst { get; }
    /// <summary>The piece that is joined lies to the right of the other place; else to its left.</summary>
    public bool ExtendsRight { get; }

    /// <summary>
    /// Reads an ALT; false for one that is no breakend with a mate. What the bases and the name hold is the caller's to
    /// judge.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> alt, out Breakend breakend)
    {
        breakend = default;
        var open = alt.IndexOfAny((byte)'[', (byte)']');
        if (open < 0 || alt[(open + 1)..].IndexOf(alt[open]) is not (>= 0 and var length)) return false;
        ReadOnlySpan<byte> before = alt[..open], place = alt.Slice(open + 1, length),
            after = alt[(open + length + 2)..];
        var colon = place.LastIndexOf((byte)':');
        if (before.IsEmpty == after.IsEmpty || colon <= 0) return false;
        var digits = place[(colon + 1)..];
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
        if (!Utf8Parser.TryParse(digits, out int pos, out _)) pos = int.MaxValue;
        breakend = new Breakend(before.IsEmpty ? after : before, place[..colon], pos, !before.IsEmpty,
            alt[open] == '[');
        return true;
    }

    /// <summary>
    /// The ALT of the record that stands at the other place and says the same: the mate's. <paramref name="place"/> is
    /// where this one stands.
    /// </summary>
    public string OfMate(string place)
    {
        // What lies on the side of the bases goes on from here: to the left of REF where they come first.
        var bracket = BasesFirst ? ']' : '[';
        return ExtendsRight ? $"{bracket}{place}{bracket}N" : $"N{bracket}{place}{bracket}";
    }
}
