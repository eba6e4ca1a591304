using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Calling.HotSpots;
using Thrombophilia.Variants.Calling.Proofs;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling;

/// <summary>An allele that a sample surely carries.</summary>
/// <param name="Sample">Column of the file.</param>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Allele">In normal form.</param>
/// <param name="Structural">What is said of a symbolic allele or a breakend; null for bases.</param>
/// <param name="CopyNumber">Copies that the sample has of its bases; null where the file does not tell.</param>
/// <param name="Phase">Where it lies.</param>
readonly record struct CarriedAllele(int Sample, string Gene, Allele Allele, StructuralAllele? Structural,
    double? CopyNumber, Phase Phase);

/// <summary>
/// Calls the panel on the supposition that a file is of one build: takes its records one by one, in any order, and
/// gives the rows at the end. Where the build is not known from the header, one caller runs for each and the file's REF
/// bases decide between them.
/// </summary>
sealed class PanelCaller : IBuildCandidate, IDisposable
{
    const long MostHeld = 64 << 20;
    readonly PanelBuild build;
    readonly VcfHeader header;
    readonly bool hotspotsOnly, coverage;
    readonly int sampleCount;
    readonly List<CalledContig?> contigs = [];
    readonly Dictionary<string, CalledContig> byName = new(StringComparer.Ordinal);
    readonly Dictionary<VariantKey, VariantRows> variants = [];
    readonly CallTexts texts = new();
    readonly Spool<VariantCall> spool = new();
    readonly WrittenBreakends written = new();
    readonly SplitGenotypes halves = new();
    readonly CarriedAlleles carried;
    readonly RecordEvidence reading;
    long held;

    public PanelCaller(PanelBuild build, VcfHeader header, bool hotspotsOnly, bool coverage = false,
        bool buildIsOpen = false)
    {
        (this.build, this.header, this.hotspotsOnly, this.coverage, sampleCount) = (build, header, hotspotsOnly,
            coverage, header.Samples.Count);
        foreach (var contig in build.Contigs)
            byName.Add(contig.Name, new CalledContig(contig, build.Id, coverage ? header.Samples.Count : 0));
        reading = new RecordEvidence(header, build.Panel.Thresholds);
        carried = new CarriedAlleles(texts);
        Evidence = new BuildEvidence(build, buildIsOpen);
    }

    public PanelBuild Build => build;
    public BuildEvidence Evidence { get; }
    /// <summary>Records that touch a gene or a hot spot.</summary>
    public long Records { get; private set; }
    public RefusedException? Fault { get; private set; }
    /// <summary>A record speaks of lost or gained copies.</summary>
    public bool ShowsCopyNumber { get; private set; }

    /// <summary>Takes a record. <paramref name="names"/> are the file's CHROM names.</summary>
    public void Take(VcfRecord record, IReadOnlyList<string> names, bool lineIsOpen)
    {
        while (contigs.Count < names.Count)
            contigs.Add(
                build.Panel.Contigs.Resolve(names[contigs.Count]) is { } known
                    ? byName.GetValueOrDefault(known.Name) : null);
        try
        {
            if (Fault is null && contigs[record.Chrom] is { } contig && record.Pos <= contig.Panel.End + 1)
                Take(record, contig);
            if (Fault is null && !hotspotsOnly
                && MateRecord.Of(record, names[record.Chrom], build, out var other) is { } mate)
                Take(mate, byName[other!.Name]);
        }
        catch (RefusedException e) { Fault = e; }
        if (lineIsOpen && Fault is null && record.Format.Length > 0) Fault = CheckWhole(record);
    }

    /// <summary>The rows in the order of the contract.</summary>
    public IEnumerable<SampleCall> Calls(IReadOnlyList<int> samples, SiteQuestion question)
    {
        foreach (var contig in build.Contigs)
        {
            var rows = new List<Rows>();
            foreach (var site in byName[contig.Name].Sites)
                rows.Add(
                    new Rows(rows.Count, site.Spot.Place.Pos, site.Spot.Place.Ref, site.Spot.Place.Counted,
                        site, null));
            foreach (var (key, variant) in variants)
                if (key.Chrom == contig.Name && !written.Has(key.Chrom, key.Pos, key.Structural))
                    rows.Add(new Rows(rows.Count, key.Pos, key.Ref, key.Alt, null, variant));
            rows.Sort(Rows.Order);
            foreach (var row in rows)
                foreach (var call in row.Site?.Calls(samples, header.Samples, build.Id,
                    new SiteState(row.Site, question))
                    ?? row.Variant!.Calls(samples, header, build.Id, texts, spool, halves)) yield return call;
        }
    }

    /// <summary>
    /// What samples (columns of the file) surely carry of the symbolic alleles, and of those in bases that are
    /// <paramref name="wanted"/>, told by gene and allele.
    /// </summary>
    public IEnumerable<CarriedAllele> Carried(IReadOnlyList<int> samples, Func<string, Allele, bool> wanted)
    {
        foreach (var (key, variant) in variants)
        {
            if (key.Structural is null ? !wanted(key.Gene, variant.Allele)
                : written.Has(key.Chrom, key.Pos, key.Structural)) continue;
            foreach (var call in variant.Carried(samples, header, texts, spool, halves))
                if (call.Copies > 0)
                    yield return new CarriedAllele(call.Sample, key.Gene, variant.Allele, key.Structural,
                        float.IsNaN(call.CopyNumber) ? null : call.CopyNumber,
                            new Phase(call.Copies == 2 ? Haplotypes.Both : call.On, texts[call.PhaseSet]));
        }
    }

    /// <summary>How much of each gene is proven in each sample; nothing where it was not asked for.</summary>
    public IEnumerable<Coverage> Coverage(IReadOnlyList<int> samples, SiteQuestion question)
    {
        if (!coverage) yield break;
        var spots = new Dictionary<(string Sample, string Gene), (int All, int Proven)>();
        foreach (var called in byName.Values)
            foreach (var site in called.Sites.Where(s => !s.Spot.HotSpot.IsProvisional))
                foreach (var (sample, call) in site.Calls(samples, header.Samples, build.Id,
                    new SiteState(site, question)))
                {
                    var (all, proven) = spots.GetValueOrDefault((sample, call.Gene));
                    spots[(sample, call.Gene)] = (all + 1,
                        proven + (call.Status is CallStatus.Reference or CallStatus.Called ? 1 : 0));
                }
        foreach (var sample in samples)
            foreach (var contig in build.Contigs)
            {
                var name = header.Samples[sample];
                foreach (var proof in byName[contig.Name].Proofs)
                {
                    var callable = new List<Stretch>();
                    var (start, end) = proof.Gene.Bounds(build.Id);
                    question.Callable?.Touching(contig.Name, start, end, callable);
                    var (proven, gaps) = proof.Of(sample, callable);
                    var (all, known) = spots.GetValueOrDefault((name, proof.Gene.Symbol));
                    yield return new Coverage(name, proof.Gene.Symbol, proof.Bases, proven, all, known, gaps);
                }
                // A gene of which the panel has hot spots alone.
                foreach (var gene in contig.HotSpots.Select(h => h.HotSpot.Gene).Distinct())
                    if (!build.Panel.Genes.Any(g => g.Symbol == gene) && spots[(name, gene)] is var (all, known))
                        yield return new Coverage(name, gene, 0, 0, all, known, []);
            }
    }

    sealed record Rows(int Number, int Pos, string Ref, string Alt, HotSpotSite? Site, VariantRows? Variant)
    {
        public static readonly Comparer<Rows> Order = Comparer<Rows>.Create((a, b) =>
            a.Pos != b.Pos ? a.Pos.CompareTo(b.Pos)
            : string.CompareOrdinal(a.Ref, b.Ref) is not 0 and var byRef ? byRef
            : string.CompareOrdinal(a.Alt, b.Alt) is not 0 and var byAlt ? byAlt
            : a.Number.CompareTo(
            b.Number)); // One allele may have rows of two genes that overlap: in the order of its records.
    }

    /// <summary>The rows of the hot spots of genes: of each, every sample's in turn.</summary>
    public IEnumerable<(PlacedHotSpot Spot, IEnumerable<SampleCall> Calls)> HotSpots(IReadOnlyList<int> samples,
        SiteQuestion question)
    {
        foreach (var contig in byName.Values)
            foreach (var site in contig.Sites)
                yield return (site.Spot, site.Calls(samples, header.Samples, build.Id, new SiteState(site, question)));
    }

    sealed record VariantKey(string Chrom, string Gene, int Pos, string Ref, string Alt, StructuralAllele? Structural);

    public void Dispose() => spool.Dispose();

    /// <summary>A chromosome of the panel with its hot spots in this file.</summary>
    sealed class CalledContig
    {
        public CalledContig(PanelContig contig, string build, int samples)
        {
            Panel = contig;
            Sites = new HotSpotSite[contig.HotSpots.Count];
            for (var i = 0; i < Sites.Length; i++) Sites[i] = new HotSpotSite(contig.HotSpots[i], contig);
            Proofs = samples == 0 ? [] : [.. contig.Genes.Select(g => new CodingProof(g, build, samples))];
        }

        public PanelContig Panel { get; }
        public HotSpotSite[] Sites { get; }
        /// <summary>Genes whose coverage is asked for.</summary>
        public CodingProof[] Proofs { get; }

        public CodingProof[] ProofsOf(int start, int end) => [.. Proofs.Where(p => p.Wants(start, end))];
    }

    void Take(VcfRecord record, CalledContig called)
    {
        var contig = called.Panel;
        var refBases = record.Ref;
        // An empty REF is refused where it stands, and stands at its POS.
        var refEnd = record.Pos + Math.Max(1, refBases.Length) - 1;
        Evidence.Take(contig, record.Pos, refBases);
        // How far a block or a rearrangement reaches is told by END, by FORMAT/LEN, or not at all.
        var end = refEnd;
        // An indel may be anchored on the base behind a site or in front of a gene: one base more on each side.
        if (end + 1 < contig.Start || !contig.Touches(record.Pos - 1, end + 1))
        {
            if (Extent(record, refEnd) is var far && (far == refEnd || !contig.Touches(record.Pos, far))) return;
            end = far;
        }
        else end = Extent(record, refEnd);
        if (record.WrittenAt is null && contig.Touches(record.Pos, end)) Records++;
        reading.Begin(record, contig);
        if (!hotspotsOnly) ShowsCopyNumber = ShowsCopyNumber || CopyNumberEvidence.In(reading);
        TakeVariants(reading, called, end);
        foreach (var site in called.Sites)
            if (site.Wants(record.Pos, end) && Hold(reading, record.Line.Length))
                site.Add(reading.Keep());
    }

    /// <summary>What is kept of a file is bounded, whatever the file holds.</summary>
    bool Hold(RecordEvidence reading, long bytes) =>
        (held += bytes) <= MostHeld ? true : throw reading.Refused("too-much-to-hold", MostHeld);

    static int Extent(VcfRecord record, int refEnd)
    {
        var end = refEnd;
        if (RecordLength.Fault(record) is { IsEmpty: false } unreadable)
            throw new RefusedException("bad-end", record.Place, Excerpt.Text(unreadable));
        if (record.TryEnd(out var text) && !record.EndsElsewhere
            && System.Buffers.Text.Utf8Parser.TryParse(text, out int last, out var used) && used == text.Length)
            end = Math.Max(end, last);
        if (HasLength(record.Alt)) end = Math.Max(end, record.EndBySvLen());
        if (record.Format.IndexOf("LEN"u8) < 0
            || FormatLayout.Of(record.Format, null) is not { Len: >= 0 and var index }) return end;
        foreach (var range in record.Samples.Split((byte)'\t'))
            if (System.Buffers.Text.Utf8Parser.TryParse(FormatLayout.Field(record.Samples[range], index),
                out int length, out _))
                end = (int)Math.Max(end, Math.Min(int.MaxValue, (long)record.Pos + length - 1));
        return end;
    }

    /// <summary>
    /// Some ALT is symbolic and no insertion: SVLEN tells how many bases of the reference it speaks of.
    /// </summary>
    static bool HasLength(ReadOnlySpan<byte> alts)
    {
        while (alts.IndexOf((byte)'<') is var next and >= 0)
        {
            alts = alts[(next + 1)..];
            if (!alts.StartsWith("INS"u8)) return true;
        }
        return false;
    }

    /// <summary>
    /// Reads every sample, so that a cell that cannot be trusted refuses the file, and keeps what the samples carry.
    /// </summary>
    void TakeVariants(RecordEvidence reading, CalledContig contig, int reach)
    {
        var proofs = contig.Proofs.Length == 0 ? contig.Proofs : contig.ProofsOf(reading.Record.Pos, reach);
        var wanted = hotspotsOnly ? Nothing : Wanted(reading, contig);
        var plain = reading.IsPlain(sampleCount);
        if (plain && wanted.Count == 0 && proofs.Length == 0) return;
        if (plain && proofs.Length == 0) carried.TakePlain(reading, wanted, sampleCount);
        else TakeCells(reading, wanted, proofs, contig.Panel);
        foreach (var row in wanted)
        {
            var allele = reading.Alleles[row.Allele];
            var key = new VariantKey(contig.Panel.Name, row.Gene.Gene.Symbol, allele.Pos, allele.Ref, allele.Alt,
                row.Structural);
            if (!variants.TryGetValue(key, out var rows))
            {
                Hold(reading, allele.Ref.Length + allele.Alt.Length + 8 * row.Denied.Length + 200);
                variants.Add(key, rows = new VariantRows(row.Gene.Gene, contig.Panel.Name, allele, row.Structural));
            }
            rows.Deny(row.Denied);
            if (row.Calls.Length > 0)
            {
                rows.Chunks.Add(new Chunk(spool.Append(row.Calls), row.Calls.Length));
                written.Add(key.Chrom, key.Pos, key.Alt,
                    key.Structural); // One that nobody carries gives no row and hides none.
            }
            row.Dispose();
        }
    }

    static readonly List<WantedRow> Nothing = [];

    List<WantedRow> Wanted(RecordEvidence reading, CalledContig contig)
    {
        var wanted = new List<WantedRow>();
        foreach (var gene in contig.Panel.Genes)
            for (var a = 1; a < reading.Kinds.Length; a++)
                if (IsRow(reading, contig, gene, a))
                    wanted.Add(new WantedRow(gene, a, reading.Structural(a), sampleCount));
        return wanted;
    }

    void TakeCells(RecordEvidence reading, List<WantedRow> wanted, CodingProof[] proofs, PanelContig contig)
    {
        var line = reading.Record.Line;
        var said = reading.Sample;
        for (int sample = 0, start = reading.Record.SamplesStart; sample < sampleCount; sample++)
        {
            var length = said.TryRead(start);
            if (length < 0)
            {
                var tab = line[start..].IndexOf((byte)'\t');
                length = tab < 0 ? line.Length - start : tab;
                said.Read(start..(start + length), sample);
            }
            start += length + 1;
            if (said.IsHalf)
                halves.Add(contig.Name, reading.Record.Pos, sample, texts.Of(reading.Alleles[said.OnlyAlt].Written));
            foreach (var proof in proofs) proof.Take(reading, sample);
            foreach (var row in wanted)
                if (row.Structural is { IsOfCopies: true } copies && said.CopyNumber is { } number
                    && contig.IsAutosome) carried.TakeCopies(reading, row, copies, number, sample);
                else carried.Take(reading, row, sample);
        }
    }

    static bool IsRow(RecordEvidence reading, CalledContig contig, PlacedGene gene, int a)
    {
        var allele = reading.Alleles[a];
        switch (reading.Kinds[a])
        {
            case AltKind.Bases:
                foreach (var site in contig.Sites) if (site.Owns(allele)) return false;
                return allele.Ref != allele.Alt && allele.Touches(gene.Start, gene.End);
            case AltKind.Untold:
                return allele.Pos >= gene.Start && allele.Pos <= gene.End
                    && !contig.Sites.Any(s => s.Spot.Start <= allele.Pos && allele.Pos <= s.Spot.End + 1);
            case AltKind.Symbolic or AltKind.SymbolicDeletion:
                for (var b = 1; b < a; b++) if (reading.AreSame(a, b)) return false;
                return reading.Structural(a)!.Touches(gene.Start, gene.End);
            default:
                return false;
        }
    }

    /// <summary>A last line that nothing ends may be cut inside its last genotype, wherever it lies.</summary>
    RefusedException? CheckWhole(VcfRecord record)
    {
        if (FormatLayout.Of(record.Format, null) is not { Gt: >= 0 and var gt }) return null;
        var last = record.Samples;
        last = last[(last.LastIndexOf((byte)'\t') + 1)..];
        var text = FormatLayout.Field(last, gt);
        var copies = new int[record.Alt.Count((byte)',') + 2];
        return Genotype.TryRead(text, copies, out _, out _) ? null
            : new RefusedException("bad-genotype", record.Place, copies.Length, header.Samples[^1], Excerpt.Text(text));
    }
}
