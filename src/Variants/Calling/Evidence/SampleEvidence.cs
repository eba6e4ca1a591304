using System.Runtime.CompilerServices;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>
/// What a record says of one sample: genotype, depth, quality, filter and read counts of its cell, the last one read,
/// and what makes them worthless.
/// </summary>
sealed class SampleEvidence
{
    readonly RecordEvidence reading;
    readonly VcfHeader header;
    readonly Thresholds limits;
    readonly CellFields cell;
    readonly ReadCounts counts;
    VcfRecord record = null!;
    FormatLayout layout = null!;
    ReadOnlyMemory<byte> gt;
    string? ft;
    Routine[]? routine;
    bool hasDosage;

    /// <summary>Reads cells of the record that <paramref name="reading"/> stands on.</summary>
    public SampleEvidence(RecordEvidence reading, VcfHeader header, Thresholds limits)
    {
        (this.reading, this.header, this.limits) = (reading, header, limits);
        cell = new CellFields(reading, header);
        counts = new ReadCounts(reading, header, cell);
    }

    /// <summary>Gets ready for the cells of the record that was begun.</summary>
    public void Begin()
    {
        record = reading.Record;
        if (layout != reading.Layout)
        {
            layout = reading.Layout;
            cell.Begin(layout);
            FindRoutine();
        }
        if (Copies.Length != reading.Kinds.Length) Copies = new int[reading.Kinds.Length];
        counts.Begin(Copies.Length);
        Forget();
    }

    /// <summary>Alleles in the genotype by their number; REF is at 0.</summary>
    public int[] Copies { get; private set; } = [];
    /// <summary>Alleles in the genotype, missing ones included.</summary>
    public int Ploidy { get; private set; }
    /// <summary>Missing alleles in the genotype.</summary>
    public int Missing { get; private set; }
    /// <summary>
    /// DP, for a genotype of REF alone MIN_DP first; else the depth that the caller writes by another name, or the
    /// reads that it counts; of a file's only sample also INFO/DP.
    /// </summary>
    public int? Depth { get; private set; }
    /// <summary>GQ, else RGQ; GQX where it is lower; else what the likelihoods say.</summary>
    public double? Quality { get; private set; }
    /// <summary>
    /// Copies of the bases that a record of structural alleles speaks of (CN); null for any other record.
    /// </summary>
    public double? CopyNumber { get; private set; }
    /// <summary>FT is neither PASS nor missing.</summary>
    public bool FilterFails { get; private set; }
    /// <summary>Last base the cell speaks of, by LEN where it has one.</summary>
    public int End { get; private set; }
    /// <summary>The cell itself tells a depth, a quality, likelihoods or counts.</summary>
    public bool TellsReads { get; private set; }
    /// <summary>GT as it stands in the file.</summary>
    public ReadOnlySpan<byte> Gt => gt.Span;
    /// <summary>FILTER, with the sample's FT where that fails.</summary>
    public string Filter =>
        FilterFails ? $"{Encoding.UTF8.GetString(record.Filter)};FT={ft}" : Encoding.UTF8.GetString(record.Filter);
    /// <summary>FILTER or FT fails.</summary>
    public bool IsFiltered => reading.FilterFails || FilterFails;
    /// <summary>
    /// The genotype was filled in from a reference panel: the record or its file says so, or the cell has dosages or
    /// probabilities and tells of no read.
    /// </summary>
    public bool IsImputed => reading.Origin != Origin.Typed
        && (reading.Origin == Origin.Imputed ? hasDosage || !TellsReads : hasDosage && !TellsReads);
    /// <summary>Every allele is REF.</summary>
    public bool AllReference => Missing == 0 && Copies[0] == Ploidy;
    /// <summary>
    /// A genotype of REF alone in a cell without depth, quality or counts, in a record that has them: a merge puts it
    /// in for samples that were not in the file (bcftools merge -0).
    /// </summary>
    public bool IsFilledIn => AllReference && layout.HasReads && !TellsReads;

    /// <summary>The genotype names an allele of this kind.</summary>
    public bool Carries(AltKind kind)
    {
        for (var a = 1; a < Copies.Length; a++)
            if (Copies[a] > 0 && reading.Kinds[a] == kind) return true;
        return false;
    }

    /// <summary>The genotype names an allele with a base that was not read.</summary>
    public bool CarriesN
    {
        get
        {
            for (var a = 1; a < Copies.Length; a++)
                if (Copies[a] > 0 && reading.HasN(a)) return true;
            return false;
        }
    }

    /// <summary>The genotype names an ALT that claims a variant.</summary>
    bool ClaimsVariant
    {
        get
        {
            for (var a = 1; a < Copies.Length; a++)
                if (Copies[a] > 0 && reading.Kinds[a] != AltKind.Unspecified) return true;
            return false;
        }
    }

    /// <summary>
    /// One of two records made of one with several ALTs (bcftools norm -m-): its REF stands for an allele that the other
    /// record has. Hardly a read shows REF, and more reads than an allele needs are counted in neither.
    /// </summary>
    public bool IsSplit
    {
        get
        {
            if (Ploidy != 2 || Missing > 0 || Copies[0] != 1 || !counts.AreWhole || Depth is not { } depth
                || depth <= counts.All || counts.Share(0) >= limits.MinHeterozygousBalance) return false;
            return (double)(depth - counts.All + counts.Reads[0]) / depth is var others
                && others >= limits.MinHeterozygousBalance && others <= limits.MaxHeterozygousBalance;
        }
    }

    /// <summary>
    /// The record tells one ALT of a genotype that is not failing, and leaves the other allele to another record.
    /// </summary>
    public bool IsHalf =>
        (this is { Ploidy: 2, Missing: 1 } && Copies[0] == 0 || IsSplit) && Failing() is null;

    /// <summary>Number of the first ALT in the genotype; 0 for none.</summary>
    public int OnlyAlt => Array.FindIndex(Copies, 1, n => n > 0) is > 0 and var found ? found : 0;

    /// <summary>
    /// What makes the sample's genotype worthless as it stands, in the order of precedence; null when nothing does.
    /// Missing alleles are not asked here.
    /// </summary>
    public CallStatus? Failing()
    {
        if (IsFiltered) return CallStatus.Filtered;
        if (IsImputed) return CallStatus.Imputed;
        if (Depth == 0 || IsFilledIn) return CallStatus.NotCovered;
        if (Depth < limits.MinDepth || Quality < limits.MinGenotypeQuality
            || (reading.Quality < limits.MinQuality && ClaimsVariant)) return CallStatus.LowQuality;
        if (Ploidy == 2 && Missing == 0)
        {
            var isSplit = IsSplit;
            for (var a = 0; a < Copies.Length; a++)
                if (Copies[a] == 1 && !(isSplit && a == 0)
                    && (Share(a) is var one
                    && (one < limits.MinHeterozygousBalance || one > limits.MaxHeterozygousBalance)))
                    return CallStatus.MosaicOrAmbiguous;
                else if (Copies[a] == 2 && Share(a) < limits.MinHomozygousBalance) return CallStatus.MosaicOrAmbiguous;
        }
        // What stands in for the missing allele is not told, so all reads count, those of no allele too.
        else if (Ploidy == 2 && Missing == 1)
            for (var a = 1; a < Copies.Length; a++)
                if (Copies[a] == 1 && counts.AreWhole && (double)counts.Reads[a] / Math.Max(counts.All, Depth ?? 0) is var half
                    && (half < limits.MinHeterozygousBalance || half > limits.MaxHeterozygousBalance))
                    return CallStatus.MosaicOrAmbiguous;
        return null;
    }

    /// <summary>Codes of docs/reference/notes.md on what could not be judged.</summary>
    public void NoteLimits(List<string> notes)
    {
        if (Depth is null) notes.Add("no-depth");
        if (Quality is null)
        {
            notes.Add("no-gq");
            if (reading.Quality is null) notes.Add("no-qual");
        }
        if (!AllReference)
        {
            if (counts.AreMissing && !reading.IsStructural) notes.Add("no-balance");
        }
    }

    /// <summary>Where any of some alleles (a bit each by number) lie.</summary>
    public Phase On(ulong alleles) =>
        Ploidy != 2 || Missing > 0 ? Phase.Unknown : CellPhase.Of(alleles, gt.Span, cell, layout, reading);

    /// <summary>
    /// Share of the sample's reads that show an allele; NaN where the record does not tell. In one of two split records
    /// it is a share of the reads of both.
    /// </summary>
    public double Share(int allele) =>
        IsSplit ? (double)counts.Reads[allele] / Depth!.Value : counts.Share(allele);

    /// <summary>
    /// Reads the cell of sample <paramref name="sample"/> (index in the header), which is <paramref name="at"/> in the
    /// record's line.
    /// </summary>
    public void Read(Range at, int sample)
    {
        var text = record.LineMemory[at];
        Forget();
        if (layout is { Fields: 1, Gt: 0 }) // GT alone, as in the largest files: nothing else to look for.
        {
            cell.Take(gt = text);
            ReadGenotype(sample);
            if (header.Samples.Count == 1) Finish();
            return;
        }
        cell.Split(text, sample);
        if (layout.Gt >= 0)
        {
            gt = text[cell.At(layout.Gt)];
            ReadGenotype(sample);
        }
        else
        {
            gt = default;
            (Ploidy, Missing) = (1, 1);
            Array.Clear(Copies);
        }
        Depth = (AllReference ? cell.Integer(layout.MinDp, "MIN_DP") : null) ?? cell.Integer(layout.Dp, "DP")
            ?? cell.Integer(layout.Dpi, "DPI");
        Quality = cell.Number(layout.Gq, "GQ") ?? cell.Number(layout.Rgq, "RGQ");
        if (cell.Number(layout.Gqx, "GQX") is { } whole) Quality = Math.Min(Quality ?? whole, whole);
        CopyNumber = reading.HasStructural && cell.Number(layout.Cn, "CN") is { } copies and >= 0 ? copies : null;
        var filter = cell[layout.Ft];
        FilterFails = !(filter.IsEmpty || filter.SequenceEqual("PASS"u8) || filter.SequenceEqual("."u8));
        ft = FilterFails ? Encoding.UTF8.GetString(filter) : null;
        // The sample's own length stands over the record's END (VCF 4.5 specification, 1.6.2).
        End = cell.Integer(layout.Len, "LEN") is { } length and > 0
            ? (int)Math.Min(int.MaxValue, (long)record.Pos + Math.Max(length, record.Ref.Length) - 1) : reading.End;
        counts.Read(layout);
        if (Quality is null && Ploidy == 2 && Missing == 0)
            Quality = layout.Pl >= 0 ? Likelihoods.Quality(cell[layout.Pl], Copies, 1)
                : layout.Gl >= 0 ? Likelihoods.Quality(cell[layout.Gl], Copies, -10) : null;
        Depth ??= counts.Most(layout.Fdp) ?? counts.Most(layout.Nr);
        hasDosage = cell.Has(layout.Ds) || cell.Has(layout.Gp) || cell.Has(layout.Hds);
        TellsReads = Depth is not null || Quality is not null || !counts.AreMissing || cell.Has(layout.Ad)
            || cell.Has(layout.Pl) || cell.Has(layout.Gl);
        Finish();
    }

    /// <summary>What is told in another place than the cell's own fields.</summary>
    void Finish()
    {
        if (Depth is not null) return;
        if (counts.AreWhole || counts.AreZero) Depth = (int)Math.Min(counts.All, int.MaxValue);
        else if (header.Samples.Count == 1) Depth = reading.DepthOfAll(AllReference);
    }

    void Forget()
    {
        (Depth, Quality, CopyNumber, FilterFails, ft, End, TellsReads, hasDosage) = (null, null, null, false, null,
            reading.End, false, false);
        counts.Clear();
    }

    /// <summary>
    /// Reads the cell that begins at <paramref name="start"/> in the line where it is as nearly all are: two alleles of
    /// one digit, whole numbers of few digits, one count for each allele. Its length, or -1 where <see cref="Read"/>
    /// has to look: only that may refuse or doubt.
    /// </summary>
    public unsafe int TryRead(int start)
    {
        if (routine is null) return -1;
        var alleles = (uint)Math.Min(Copies.Length, 10);
        int depth = -1, quality = -1, length;
        uint first, second;
        long all = 0;
        var isCounted = false;
        var reads = counts.Reads;
        // Without the checks of bounds that `at < end` makes already: tens of millions of cells pass here.
        var text = record.Line;
        fixed (byte* line = text)
        {
            byte* begins = line + start, end = line + text.Length, at = begins;
            if (end - begins < PlainGenotypes.Cell || (first = (uint)(begins[0] - '0')) >= alleles
                || (second = (uint)(begins[2] - '0')) >= alleles || begins[1] is not ((byte)'/' or (byte)'|'))
                return -1;
            at += PlainGenotypes.Cell;
            for (var field = 1; at < end && *at != '\t'; field++)
            {
                if (*at++ != ':' || field == routine.Length) return -1;
                switch (routine[field])
                {
                    case Routine.Depth:
                        if ((at = Digits(at, end, out depth)) == null) return -1;
                        break;
                    case Routine.Quality:
                        if ((at = Digits(at, end, out quality)) == null) return -1;
                        break;
                    case Routine.Counts:
                        for (var a = 0; a < reads.Length; a++)
                        {
                            if (a > 0 && (at >= end || *at++ != ',')) return -1;
                            if ((at = Digits(at, end, out var count)) == null) return -1;
                            all += reads[a] = count;
                        }
                        isCounted = true;
                        break;
                    default:
                        var begin = at;
                        while (at < end && *at != ':' && *at != '\t') at++;
                        if (at == begin) return -1;
                        break;
                }
            }
            length = (int)(at - begins);
        }
        gt = record.LineMemory.Slice(start, PlainGenotypes.Cell);
        cell.Take(record.LineMemory.Slice(start, length));
        Forget();
        Array.Clear(Copies);
        Copies[first]++;
        Copies[second]++;
        (Ploidy, Missing) = (2, 0);
        Depth = depth < 0 ? null : depth;
        Quality = quality < 0 ? null : quality;
        if (isCounted) counts.Take(all);
        TellsReads = depth >= 0 || quality >= 0 || isCounted;
        Finish();
        return length;
    }

    /// <summary>Where up to nine digits end; null where there is none, or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe byte* Digits(byte* at, byte* end, out int value)
    {
        var number = 0u;
        var begin = at;
        for (uint digit; at < end && (digit = (uint)(*at - '0')) <= 9; at++) number = number * 10 + digit;
        value = (int)number;
        return at == begin || at - begin > 9 ? null : at;
    }

    void FindRoutine()
    {
        routine = null;
        // What is rarer decides in its own ways.
        if (layout is not { Gt: 0, MinDp: < 0, Dpi: < 0, Rgq: < 0, Gqx: < 0, Rd: < 0, Ao: < 0, Fao: < 0, Fdp: < 0 }
            || layout is not { Nv: < 0, Nr: < 0, Dv: < 0, Ft: < 0, Len: < 0, Cn: < 0, Ds: < 0, Gp: < 0, Hds: < 0 }
            || layout is { Gq: < 0, Pl: >= 0 } or { Gq: < 0, Gl: >= 0 }
            || (layout.Ad < 0 && header.Samples.Count == 1)) return;
        routine = new Routine[layout.Fields];
        if (layout.Dp > 0) routine[layout.Dp] = Routine.Depth;
        if (layout.Gq > 0) routine[layout.Gq] = Routine.Quality;
        if (layout.Ad > 0) routine[layout.Ad] = Routine.Counts;
    }

    /// <summary>What <see cref="TryRead"/> expects of a field after the genotype.</summary>
    enum Routine : byte
    {
        Anything,
        Depth,
        Quality,
        Counts,
    }

    void ReadGenotype(int sample)
    {
        if (!Genotype.TryRead(gt.Span, Copies, out var ploidy, out var missing))
            throw reading.Refused("bad-genotype", Copies.Length, header.Samples[sample], Excerpt.Text(gt.Span));
        (Ploidy, Missing) = (ploidy, missing);
    }
}
