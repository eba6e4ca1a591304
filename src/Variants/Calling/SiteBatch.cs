using System.Buffers;
using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling;

/// <summary>A chromosome of the file.</summary>
/// <param name="Name">As the file writes it.</param>
/// <param name="Contig">Where the panel has genes on it; null for nowhere.</param>
/// <param name="FirstGene">Number of the first of them.</param>
readonly record struct FileContig(string Name, PanelContig? Contig, int FirstGene);

/// <summary>One ALT in one gene.</summary>
/// <param name="Record">Number of its record in the batch.</param>
/// <param name="Chrom">Chromosome of the panel.</param>
/// <param name="Allele">In normal form.</param>
/// <param name="Said">What is said of a symbolic allele or a breakend; null for bases.</param>
/// <param name="HotSpot">1 more than the number of the hot spot whose counted allele it is; 0 for none.</param>
/// <param name="Gene">Number of the gene.</param>
/// <param name="Flags">What else it says.</param>
/// <param name="LineEnd">Where in <see cref="SiteBatch.Lines"/> the line of what its record writes ends.</param>
readonly record struct SiteRow(int Record, string Chrom, Allele Allele, StructuralAllele? Said, ushort HotSpot, byte Gene,
    HeldFlags Flags, int LineEnd);

/// <summary>
/// Some records of a file, and the ALTs of them that touch a gene region. Batches are read on several threads at once:
/// one knows nothing of the others.
/// </summary>
sealed class SiteBatch(PanelBuild build, SiteGenes genes, VcfHeader header, bool buildIsOpen)
{
    readonly List<SiteRow> rows = [];
    readonly ArrayBufferWriter<byte> lines = new(1 << 12);
    readonly RecordEvidence reading = new(header, build.Panel.Thresholds);

    /// <summary>The records.</summary>
    public SiteRecords Records { get; } = new();
    /// <summary>Their ALTs in genes, in the order of the file.</summary>
    public IReadOnlyList<SiteRow> Rows => rows;
    /// <summary>What the record of each row writes, a line each.</summary>
    public ReadOnlySpan<byte> Lines => lines.WrittenSpan;
    /// <summary>What the REF bases say of the build.</summary>
    public BuildEvidence Evidence { get; private set; } = new(build, buildIsOpen);
    /// <summary>The first refusal.</summary>
    public RefusedException? Fault { get; private set; }
    /// <summary>A record speaks of lost or gained copies.</summary>
    public bool ShowsCopyNumber { get; private set; }
    /// <summary>A record was made of a breakend's mate.</summary>
    public bool HasMade { get; private set; }

    /// <summary>Reads the records. <paramref name="contigs"/> are the file's chromosomes.</summary>
    public void Read(FileContig[] contigs)
    {
        try
        {
            for (var i = 0; i < Records.Count; i++)
            {
                var record = Records[i];
                var chrom = contigs[record.Chrom];
                if (chrom.Contig is not null && record.Pos <= chrom.Contig.End + 1)
                    Read(record, chrom.Contig, chrom.FirstGene, record, chrom.Name, i);
                if (MateRecord.Of(record, chrom.Name, build, out var other) is not { } mate) continue;
                HasMade = true;
                Read(mate, other!, genes.FirstOn(other!), record, chrom.Name, i);
            }
        }
        catch (RefusedException e) { Fault = e; }
    }

    /// <summary>Makes room for other records.</summary>
    public void Clear()
    {
        Records.Clear();
        rows.Clear();
        lines.ResetWrittenCount();
        Evidence = new(build, buildIsOpen);
        (Fault, ShowsCopyNumber, HasMade) = (null, false, false);
    }

    void Read(VcfRecord record, PanelContig contig, int firstGene, VcfRecord origin, string chrom, int number)
    {
        Evidence.Take(contig, record.Pos, record.Ref);
        if (RecordLength.Fault(record) is { IsEmpty: false } unreadable)
            throw new RefusedException("bad-end", record.Place, Excerpt.Text(unreadable));
        // An indel may be anchored on the base before a gene; how far a rearrangement reaches is known once it is read.
        if (record.Pos + Math.Max(1, record.Ref.Length) < contig.Start && !record.Alt.Contains((byte)'<')) return;
        reading.Begin(record, contig);
        ShowsCopyNumber = ShowsCopyNumber || CopyNumberEvidence.In(reading);
        for (var a = 1; a < reading.Kinds.Length; a++)
            if (reading.Kinds[a] is not (AltKind.Star or AltKind.Unspecified or AltKind.None))
                Add(contig, firstGene, reading.Alleles[a], reading.Structural(a), origin, chrom,
                    // A mate is made of a record with one ALT.
                    origin == record ? reading.Alt(a) : origin.Alt, number);
    }

    void Add(PanelContig contig, int firstGene, Allele allele, StructuralAllele? said, VcfRecord origin, string chrom,
        ReadOnlySpan<byte> alt, int number)
    {
        for (var i = 0; i < contig.Genes.Count; i++)
        {
            var gene = contig.Genes[i];
            if (!(said?.Touches(gene.Start, gene.End) ?? allele.Touches(gene.Start, gene.End))) continue;
            var flags = (allele.LeftAligned ? HeldFlags.LeftAligned : 0)
                | (reading.ReferenceMismatch ? HeldFlags.ReferenceMismatch : 0)
                | (reading is { ReferenceUnconfirmed: true, ReferenceMismatch: false } && said is null
                    ? HeldFlags.ReferenceUnconfirmed : 0)
                | (said is null ? 0 : HeldFlags.Symbolic);
            if (said is null && chrom == contig.Name && IsAsWritten(allele, origin, alt)) lines.Write("\n"u8);
            else Write(origin, chrom, alt);
            rows.Add(new SiteRow(number, contig.Name, allele, said,
                checked((ushort)(genes.HotSpotOf(gene.Gene, allele) + 1)), checked((byte)(firstGene + i)), flags,
                lines.WrittenCount));
        }
    }

    static bool IsAsWritten(Allele allele, VcfRecord origin, ReadOnlySpan<byte> alt) =>
        allele.Pos == origin.Pos && origin.Id is [(byte)'.'] && Ascii.Equals(origin.Ref, allele.Ref)
        && Ascii.Equals(alt, allele.Alt);

    void Write(VcfRecord origin, string chrom, ReadOnlySpan<byte> alt)
    {
        ReadOnlySpan<byte> id = origin.Id is [(byte)'.'] ? default : origin.Id, bases = origin.Ref;
        var most = id.Length + 3 * chrom.Length + bases.Length + alt.Length + 16;
        var to = lines.GetSpan(most);
        id.CopyTo(to);
        var at = id.Length;
        to[at++] = (byte)'\t';
        at += Encoding.UTF8.GetBytes(chrom, to[at..]);
        to[at++] = (byte)':';
        origin.Pos.TryFormat(to[at..], out var digits, provider: CultureInfo.InvariantCulture);
        to[at += digits] = (byte)':';
        bases.CopyTo(to[++at..]);
        to[at += bases.Length] = (byte)':';
        alt.CopyTo(to[++at..]);
        to[at += alt.Length] = (byte)'\n';
        lines.Advance(at + 1);
    }
}
