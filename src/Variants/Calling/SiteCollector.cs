using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling;

/// <summary>One ALT of a record in one gene, whoever carries it.</summary>
/// <param name="Gene">The gene.</param>
/// <param name="Allele">In normal form.</param>
/// <param name="HotSpot">The hot spot whose counted allele it is; null for none.</param>
/// <param name="ReferenceMismatch">REF is not the build's base.</param>
/// <param name="ReferenceUnconfirmed">REF is not the base of the panel's copy, which nothing confirms.</param>
/// <param name="Structural">What is said of a symbolic allele or a breakend; null for bases.</param>
/// <param name="Written">ID of its record, a tab, and CHROM:POS:REF:ALT as the record writes them, in UTF-8. Empty where
/// it has no ID and writes what the row says.</param>
readonly record struct GeneAllele(Gene Gene, Allele Allele, HotSpot? HotSpot, bool ReferenceMismatch,
    bool ReferenceUnconfirmed, StructuralAllele? Structural, ReadOnlyMemory<byte> Written);

/// <summary>
/// The same while it waits for the end of its file: a row of 16 bytes, everything that repeats is a number.
/// <paramref name="HotSpot"/> is 0 for none;
/// of a symbolic allele <paramref name="Alt"/> is its number among these, and <paramref name="Ref"/> nothing.
/// </summary>
readonly record struct HeldAllele(int Pos, int Ref, int Alt, ushort HotSpot, byte Gene, HeldFlags Flags);

/// <summary>Rows that are worked out together.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Written">What <see cref="GeneAllele.Written"/> says of each, a line each.</param>
readonly record struct HeldBatch(HeldAllele[] Rows, byte[] Written);

/// <summary>What else a row says.</summary>
[Flags]
enum HeldFlags : byte
{
    None = 0,
    LeftAligned = 1,
    ReferenceMismatch = 2,
    Symbolic = 4,
    ReferenceUnconfirmed = 8,
}

/// <summary>
/// Collects the ALTs that touch a gene region, on the supposition that a file is of one build. Genotypes are not looked
/// at.
/// </summary>
sealed class SiteCollector : IBuildCandidate, IDisposable
{
    const int MostHeld = 64 << 20, Batch = 1024;
    // What a record writes waits in a file past some memory, so only what is far longer than usual counts as held.
    const int UsuallyWritten = 200;
    // Of each of the file's CHROM names: where the panel has genes on it, and the number of the first of them.
    readonly List<(PanelContig? Contig, int FirstGene)> contigs = [];
    readonly List<Gene> genes = [];
    readonly List<HotSpot> hotSpots = [];
    readonly List<Allele> counted = []; // Of each hot spot.
    readonly List<(string Chrom, StructuralAllele Said, Allele Allele)> symbolic = [];
    readonly WrittenBreakends written = new();
    readonly CallTexts texts = new();
    readonly Spool<HeldAllele> spool = new();
    readonly HeldAllele[] pending = new HeldAllele[Batch];
    readonly Spool<byte> lines = new();
    readonly List<(long Offset, int Length)> linesOf = []; // Of each batch.
    readonly ArrayBufferWriter<byte> pendingLines = new(Batch * 32);
    readonly RecordEvidence reading;
    int batches, waiting;
    bool hasMade; // Of mates that the file may have records of.
    long held;

    public SiteCollector(PanelBuild build, VcfHeader header, bool buildIsOpen)
    {
        (Build, Evidence) = (build, new BuildEvidence(build, buildIsOpen));
        reading = new RecordEvidence(header, build.Panel.Thresholds);
        foreach (var contig in build.Contigs)
        {
            genes.AddRange(contig.Genes.Select(g => g.Gene));
            foreach (var spot in contig.HotSpots)
                if (!spot.ReferenceIsCounted)
                {
                    counted.Add(
                        Allele.Normalise(contig, spot.Place.Pos, Encoding.ASCII.GetBytes(spot.Place.Ref),
                            Encoding.ASCII.GetBytes(spot.Place.Counted)));
                    hotSpots.Add(spot.HotSpot);
                }
        }
    }

    public PanelBuild Build { get; }
    public BuildEvidence Evidence { get; }
    public RefusedException? Fault { get; private set; }
    /// <summary>A record speaks of lost or gained copies.</summary>
    public bool ShowsCopyNumber { get; private set; }

    /// <summary>Takes a record. <paramref name="names"/> are the file's CHROM names.</summary>
    public void Take(VcfRecord record, IReadOnlyList<string> names)
    {
        while (contigs.Count < names.Count)
        {
            var found = Build.Panel.Contigs.Resolve(names[contigs.Count]) is { } known ? Build.On(known.Name) : null;
            contigs.Add((found, found is null ? -1 : FirstGeneOn(found)));
        }
        if (Fault is not null) return;
        try
        {
            if (contigs[record.Chrom] is ({ } contig, var firstGene) && record.Pos <= contig.End + 1)
                Take(record, contig, firstGene, record, names[record.Chrom]);
            if (MateRecord.Of(record, names[record.Chrom], Build, out var other) is { } mate)
            {
                hasMade = true;
                Take(mate, other!, FirstGeneOn(other!), record, names[record.Chrom]);
            }
        }
        catch (RefusedException e) { Fault = e; }
    }

    int FirstGeneOn(PanelContig contig) => genes.FindIndex(g => g.Chrom == contig.Name);

    /// <summary>
    /// What was collected, in the order of the file and in batches, once the file was read to its end.
    /// </summary>
    public IEnumerable<HeldBatch> Held()
    {
        for (var i = 0; i < batches; i++)
        {
            var (offset, length) = linesOf[i];
            var batch = new HeldBatch(new HeldAllele[Batch], new byte[length]);
            spool.Read((long)i * Batch * Unsafe.SizeOf<HeldAllele>(), batch.Rows);
            lines.Read(offset, batch.Written);
            yield return batch;
        }
        if (waiting > 0) yield return new HeldBatch(pending[..waiting], pendingLines.WrittenSpan.ToArray());
    }

    /// <summary>What the rows of a batch stand for.</summary>
    public IEnumerable<GeneAllele> Of(HeldBatch batch)
    {
        var at = 0;
        foreach (var row in batch.Rows)
        {
            var length = batch.Written.AsSpan(at).IndexOf((byte)'\n');
            if (!hasMade || !HasRecord(row)) yield return Of(row, batch.Written.AsMemory(at, length));
            at += length + 1;
        }
    }

    /// <summary>The file has the record that was made of a breakend's mate.</summary>
    bool HasRecord(HeldAllele row) =>
        (row.Flags & HeldFlags.Symbolic) != 0 && symbolic[row.Alt] is var (chrom, said, allele)
        && written.Has(chrom, allele.Pos, said);

    GeneAllele Of(HeldAllele row, ReadOnlyMemory<byte> text)
    {
        var (_, said, allele) = (row.Flags & HeldFlags.Symbolic) != 0 ? symbolic[row.Alt]
            : ("", (StructuralAllele?)null,
            new Allele(row.Pos, texts[row.Ref], texts[row.Alt], (row.Flags & HeldFlags.LeftAligned) != 0));
        return new GeneAllele(genes[row.Gene], allele, row.HotSpot == 0 ? null : hotSpots[row.HotSpot - 1],
            (row.Flags & HeldFlags.ReferenceMismatch) != 0, (row.Flags & HeldFlags.ReferenceUnconfirmed) != 0, said,
            text);
    }

    public void Dispose()
    {
        spool.Dispose();
        lines.Dispose();
    }

    void Take(VcfRecord record, PanelContig contig, int firstGene, VcfRecord origin, string chrom)
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
                Take(contig, firstGene, reading.Alleles[a], reading.Structural(a), origin, chrom,
                    // A mate is made of a record with one ALT.
                    origin == record ? reading.Alt(a) : origin.Alt);
    }

    void Take(PanelContig contig, int firstGene, Allele allele, StructuralAllele? said, VcfRecord origin, string chrom,
        ReadOnlySpan<byte> alt)
    {
        for (var i = 0; i < contig.Genes.Count; i++)
        {
            var gene = contig.Genes[i];
            if (!(said?.Touches(gene.Start, gene.End) ?? allele.Touches(gene.Start, gene.End))) continue;
            var length = origin.Id.Length + origin.Ref.Length + alt.Length;
            held += allele.Ref.Length + allele.Alt.Length + (said is null ? 0 : 200)
                + (length > UsuallyWritten ? length : 0);
            if (held > MostHeld)
                throw reading.Refused("too-much-to-hold", MostHeld);
            if (waiting == Batch) Flush();
            var flags = (allele.LeftAligned ? HeldFlags.LeftAligned : 0)
                | (reading.ReferenceMismatch ? HeldFlags.ReferenceMismatch : 0)
                | (reading is { ReferenceUnconfirmed: true, ReferenceMismatch: false } && said is null
                    ? HeldFlags.ReferenceUnconfirmed : 0)
                | (said is null ? 0 : HeldFlags.Symbolic);
            if (said is null && chrom == contig.Name && IsAsWritten(allele, origin, alt)) pendingLines.Write("\n"u8);
            else Write(origin, chrom, alt);
            var (spot, number) = (checked((ushort)(HotSpotOf(gene, allele) + 1)), checked((byte)(firstGene + i)));
            pending[waiting++] = said is null
                ? new HeldAllele(allele.Pos, texts.Of(allele.Ref), texts.Of(allele.Alt), spot, number, flags)
                : new HeldAllele(allele.Pos, 0, symbolic.Count, spot, number, flags);
            if (said is null) continue;
            symbolic.Add((contig.Name, said, allele));
            written.Add(contig.Name, allele.Pos, allele.Alt, said);
        }
    }

    static bool IsAsWritten(Allele allele, VcfRecord origin, ReadOnlySpan<byte> alt) =>
        allele.Pos == origin.Pos && origin.Id is [(byte)'.'] && Ascii.Equals(origin.Ref, allele.Ref)
        && Ascii.Equals(alt, allele.Alt);

    void Write(VcfRecord origin, string chrom, ReadOnlySpan<byte> alt)
    {
        ReadOnlySpan<byte> id = origin.Id is [(byte)'.'] ? default : origin.Id, bases = origin.Ref;
        var most = id.Length + 3 * chrom.Length + bases.Length + alt.Length + 16;
        var to = pendingLines.GetSpan(most);
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
        pendingLines.Advance(at + 1);
    }

    int HotSpotOf(PlacedGene gene, Allele allele)
    {
        for (var i = 0; i < counted.Count; i++)
            if (counted[i].Pos == allele.Pos && hotSpots[i].Gene == gene.Gene.Symbol && counted[i] == allele) return i;
        return -1;
    }

    void Flush()
    {
        spool.Append(pending);
        linesOf.Add((lines.Append(pendingLines.WrittenSpan), pendingLines.WrittenCount));
        pendingLines.ResetWrittenCount();
        (batches, waiting) = (batches + 1, 0);
    }
}
