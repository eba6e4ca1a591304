using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Alleles;

/// <summary>
/// A rearrangement is written at both of its places, or at one: some callers write the one and leave the other out.
/// Where that other one lies in a gene, the record that would stand there is made.
/// </summary>
static class MateRecord
{
    /// <summary>False for most records of a file: no mate can be made of them.</summary>
    public static bool MayHave(VcfRecord record) => record.Alt.IndexOfAny((byte)'[', (byte)']') >= 0;

    /// <summary>
    /// The record at the other place of a breakend; null for any other record (one of several ALTs too), and for one
    /// whose other place lies in no gene of the panel or in the gene in which it stands itself.
    /// </summary>
    /// <param name="record">A record of the file.</param>
    /// <param name="chrom">Its CHROM.</param>
    /// <param name="build">The panel.</param>
    /// <param name="contig">Where the mate lies.</param>
    public static VcfRecord? Of(VcfRecord record, string chrom, PanelBuild build, out PanelContig? contig)
    {
        contig = null;
        if (!MayHave(record) || record.Alt.Contains((byte)',')
            || chrom.AsSpan().ContainsAny(",;") || !Breakend.TryRead(record.Alt, out var breakend)) return null;
        contig = build.Panel.Contigs.Resolve(breakend.Contig) is { } known ? build.On(known.Name) : null;
        if (contig is null) return null;
        var isNear = build.Panel.Contigs.Resolve(chrom)?.Name == contig.Name;
        foreach (var gene in contig.Genes)
            if (breakend.Pos >= gene.Start && breakend.Pos <= gene.End)
                return isNear && record.Pos >= gene.Start && record.Pos <= gene.End ? null
                    : record.Mate(breakend, chrom);
        return null;
    }
}

/// <summary>
/// The breakends of genes that the file itself has records of: what was made of a mate gives way to them.
/// </summary>
sealed class WrittenBreakends
{
    readonly HashSet<(string Chrom, int Pos, string Other)> all = [];

    /// <summary>Notes an allele at its place; one that is no breakend of the file is none.</summary>
    public void Add(string chrom, int pos, string alt, StructuralAllele? said)
    {
        if (said is { WrittenAt: null, Kind: StructuralKind.Breakend }
            && Breakend.TryRead(Encoding.UTF8.GetBytes(alt), out var breakend))
            all.Add((chrom, pos,
                string.Create(CultureInfo.InvariantCulture,
                    $"{Encoding.UTF8.GetString(breakend.Contig)}:{breakend.Pos}")));
    }

    /// <summary>The allele was made of a mate whose own record the file has.</summary>
    public bool Has(string chrom, int pos, StructuralAllele? made) =>
        made?.WrittenAt is { } other && all.Contains((chrom, pos, other));
}
