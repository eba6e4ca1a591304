using System.Buffers;
using System.Text;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Alleles;

/// <summary>What kind of thing an ALT is.</summary>
enum AltKind
{
    /// <summary>Explicit bases.</summary>
    Bases,
    /// <summary>
    /// <c>*</c>, or <c>&lt;*:DEL&gt;</c> of older GATK: the allele is missing because of a deletion that begins before.
    /// </summary>
    Star,
    /// <summary>
    /// <c>&lt;NON_REF&gt;</c>, <c>&lt;*&gt;</c>, or <c>&lt;X&gt;</c> of older samtools: any allele not listed.
    /// </summary>
    Unspecified,
    /// <summary><c>&lt;DEL&gt;</c> and its subtypes.</summary>
    SymbolicDeletion,
    /// <summary>Any other symbolic allele or a breakend (VCF 4.3 specification, 1.6.1 and 5.4).</summary>
    Symbolic,
    /// <summary><c>.</c>: no ALT at all.</summary>
    None,
    /// <summary>
    /// <c>I</c> or <c>D</c>, as arrays name an insertion and a deletion: its bases are not told, nor whether REF is the
    /// build's.
    /// </summary>
    Untold,
    /// <summary>Nothing that an ALT can be.</summary>
    Unreadable,
}

/// <summary>
/// An allele in parsimonious form, left-aligned where the panel knows the sequence (VCF 4.3 specification, 1.6.1; Tan
/// 2015).
/// </summary>
/// <param name="Pos">1-based position of <paramref name="Ref"/>.</param>
/// <param name="Ref">Upper-case bases.</param>
/// <param name="Alt">Upper-case bases, or the symbolic allele as it stands.</param>
/// <param name="LeftAligned">False when unknown sequence stopped the shift: the file's own placing stands.</param>
sealed record Allele(int Pos, string Ref, string Alt, bool LeftAligned)
{
    static readonly SearchValues<byte> Bases = SearchValues.Create("ACGTNacgtn"u8);

    /// <summary>First changed base; for an insertion the base after it.</summary>
    public int ChangeStart => Pos + Shared;
    /// <summary>Last changed base; for an insertion the base before it.</summary>
    public int ChangeEnd => Pos + Ref.Length - 1;
    /// <summary>
    /// It changes a base of this stretch (1-based, inclusive), or puts bases in before, within or behind it: left-aligned,
    /// a copy of the first base stands in front of it.
    /// </summary>
    public bool Touches(int start, int end) => Pos <= end && Math.Max(ChangeStart, ChangeEnd) >= start;
    /// <summary>Bases are removed and none put in.</summary>
    public bool IsDeletion => Shared == 1 && Alt.Length == 1;
    /// <summary>Bases are put in and none removed.</summary>
    public bool IsInsertion => Shared == 1 && Ref.Length == 1;
    /// <summary>Position and bases, by which alleles of one chromosome are told apart.</summary>
    public string Written => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Pos}:{Ref}>{Alt}");
    /// <summary>Its bases are told: it is no array's I or D.</summary>
    public bool IsTold => Alt is not ("I" or "D" or "-");
    /// <summary>Bases are replaced by another number of bases.</summary>
    public bool IsComplex => Shared == 0 && Ref.Length != Alt.Length;

    int Shared => Ref.Length != Alt.Length && Ref.Length > 0 && Alt.Length > 0 && Ref[0] == Alt[0] ? 1 : 0;

    public static AltKind KindOf(ReadOnlySpan<byte> alt) => alt switch
    {
        [(byte)'A' or (byte)'C' or (byte)'G' or (byte)'T'] => AltKind.Bases, // Nearly all there are.
        [(byte)'.'] or [] => AltKind.None,
        [(byte)'*'] => AltKind.Star,
        [(byte)'<', ..] when alt.SequenceEqual("<NON_REF>"u8) || alt.SequenceEqual("<*>"u8)
            || alt.SequenceEqual("<X>"u8) => AltKind.Unspecified,
        [(byte)'<', ..] when alt.SequenceEqual("<*:DEL>"u8) || alt.SequenceEqual("<DEL:*>"u8) => AltKind.Star,
        [(byte)'<', .. var name, (byte)'>'] =>
            name.IsEmpty || name.IndexOfAny("<> "u8) >= 0 ? AltKind.Unreadable
            : alt.SequenceEqual("<DEL>"u8) || alt.StartsWith("<DEL:"u8) || alt.SequenceEqual("<CN0>"u8)
            ? AltKind.SymbolicDeletion : AltKind.Symbolic,
        [(byte)'I' or (byte)'D' or (byte)'-'] => AltKind.Untold,
        _ when alt.IndexOfAnyExcept(Bases) < 0 => AltKind.Bases,
        [(byte)'.', .. var bases] when AreBases(bases) => AltKind.Symbolic,
        [.. var bases, (byte)'.'] when AreBases(bases) => AltKind.Symbolic,
        _ => Breakend.TryRead(alt, out var breakend) && AreBases(breakend.Bases) ? AltKind.Symbolic
            : AltKind.Unreadable,
    };

    static bool AreBases(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExcept(Bases) < 0;

    /// <summary>
    /// Normalises a pair of explicit alleles. Where REF itself has bases they are believed, whatever the panel has
    /// there.
    /// </summary>
    public static Allele Normalise(PanelContig contig, int pos, ReadOnlySpan<byte> refBases,
        ReadOnlySpan<byte> altBases)
    {
        var start = pos;
        // Trim the common end, then the common start: what is left is the change itself, possibly empty on one side.
        var tail = 0;
        while (tail < refBases.Length && tail < altBases.Length
            && Upper(refBases[^(tail + 1)]) == Upper(altBases[^(tail + 1)])) tail++;
        ReadOnlySpan<byte> r = refBases[..^tail], a = altBases[..^tail];
        var head = 0;
        while (head < r.Length && head < a.Length && Upper(r[head]) == Upper(a[head])) head++;
        r = r[head..];
        a = a[head..];
        pos += head;
        if (r.Length > 0 && a.Length > 0) return new Allele(pos, Text(r), Text(a), true);
        if (r.Length == 0 && a.Length == 0) return new Allele(pos - head, Text(refBases), Text(altBases), true);

        // A pure insertion or deletion: roll it left while the base before it is its own last base and a base to anchor
        // it is known.
        var change = r.Length > 0 ? r : a;
        var anchor = BaseAt(contig, pos - 1, start, refBases);
        if (anchor == 0) // Anchored behind by the file, and nothing in front is known: it stays as the file has it.
            return new Allele(pos, Text(refBases[..(r.Length + Math.Min(tail, 1))]),
                Text(altBases[..(a.Length + Math.Min(tail, 1))]), false);
        // What is rolled over is what is rolled: its bases come round again, the last of them in front.
        var turn = change.Length;
        while (anchor == Upper(change[turn - 1]) && BaseAt(contig, pos - 2, start, refBases) is var before and not 0)
        {
            turn = turn == 1 ? change.Length : turn - 1;
            anchor = before;
            pos--;
        }
        var stopped = anchor != Upper(change[turn - 1]);
        string first = Text([anchor]), changed = Text([anchor, .. change[turn..], .. change[..turn]]);
        return new Allele(pos - 1, r.Length > 0 ? changed : first, r.Length > 0 ? first : changed, stopped);
    }

    // What REF of a record at `start` spells, else the panel's base; 0 where neither has one.
    static byte BaseAt(PanelContig contig, int pos, int start, ReadOnlySpan<byte> refBases)
    {
        var written = pos < start ? (byte)0 : Upper(refBases[pos - start]);
        return written is not (0 or (byte)'N') ? written
            : contig.BaseAt(pos) is var known and not 0 ? known : written;
    }

    static byte Upper(byte b) => b is >= (byte)'a' and <= (byte)'z' ? (byte)(b - 32) : b;

    static string Text(ReadOnlySpan<byte> bases) => bases is [var one] && Upper(one) is var letter ? letter switch
    {
        (byte)'A' => "A",
        (byte)'C' => "C",
        (byte)'G' => "G",
        (byte)'T' => "T",
        _ => ((char)letter).ToString(),
    } : Encoding.ASCII.GetString(bases).ToUpperInvariant();
}
