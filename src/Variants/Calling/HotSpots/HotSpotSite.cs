using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Calling.HotSpots;

/// <summary>What an allele leaves at a hot spot.</summary>
enum SiteEffect
{
    /// <summary>The build's own bases.</summary>
    Reference,
    /// <summary>The counted allele.</summary>
    Counted,
    /// <summary>The normal allele, where the build does not carry it.</summary>
    Normal,
    /// <summary>Another allele.</summary>
    Other,
    /// <summary>Nothing: the site is deleted.</summary>
    Deleted,
    /// <summary>Not told: an unspecified allele, or bases that cannot be laid on the site one by one.</summary>
    Unknown,
}

/// <summary>
/// One hot spot in one file: gathers the records that speak of it and says, sample by sample, what they prove together.
/// </summary>
sealed class HotSpotSite
{
    // A site that more records than this overlap is not germline output; each sample is asked in every one of them.
    const int MostRecords = 1000;
    const int LongestRepeat = 64;
    readonly PanelContig contig;
    readonly Allele? counted;
    readonly int reach;
    readonly List<SiteRecord> records = [];
    bool referenceMismatch;

    public HotSpotSite(PlacedHotSpot spot, PanelContig contig)
    {
        (Spot, this.contig) = (spot, contig);
        counted = spot.ReferenceIsCounted ? null
            : Allele.Normalise(contig, spot.Place.Pos, Ascii(spot.Place.Ref), Ascii(spot.Place.Counted));
        // An indel in a repeat may be written further right; it is the same allele, so the records there are asked too.
        reach = spot.End + (IsSnv ? LongestRepeat : 0);
        if (IsSnv || counted is null) return;
        reach++; // Or be anchored on the base behind it.
        var changed = counted.IsDeletion ? counted.Ref[1..] : counted.Alt[1..];
        var next = counted.IsDeletion ? counted.ChangeEnd + 1 : counted.Pos + 1;
        for (var i = 0; contig.BaseAt(next) == changed[i % changed.Length]; i++) reach = ++next;
    }

    public PlacedHotSpot Spot { get; }

    /// <summary>The counted allele is itself a deletion, which other records may repeat as <c>*</c>.</summary>
    public bool CountsDeletion => counted is { IsDeletion: true };

    bool IsSnv => Spot.Place.Ref.Length == 1 && Spot.Place.Counted.Length == 1;

    static byte[] Ascii(string bases) => Encoding.ASCII.GetBytes(bases);

    /// <summary>
    /// True when a record from <paramref name="start"/> to <paramref name="end"/> may speak of the site.
    /// </summary>
    public bool Wants(int start, int end) => start <= reach && end >= Spot.Start;

    /// <summary>
    /// Keeps a record for the samples to be asked later. <paramref name="record"/> must be an owned copy.
    /// </summary>
    public void Add(RecordEvidence record)
    {
        var effects = new SiteEffect[record.Kinds.Length];
        bool own = false, lists = false;
        // A record speaks of POS to its end, which a sample's own LEN may put further.
        var covers = record.Record.Pos <= Spot.End && (record.End >= Spot.Start || record.Layout.Len >= 0);
        // An array may place an indel on its first base or on the one before it.
        var speaks = covers || (record.IsUntold && record.Record.Pos == Spot.End + 1);
        for (var a = 1; a < effects.Length; a++)
        {
            effects[a] = EffectOf(record, a, covers);
            speaks |= effects[a] != SiteEffect.Reference;
            own |= record.Kinds[a] == AltKind.Bases && Owns(record.Alleles[a]);
            lists |= record.Kinds[a] == AltKind.Bases && Same(record.Alleles[a], counted);
        }
        if (!speaks) return;
        if (records.Count == MostRecords) throw record.Refused("too-many-records", MostRecords, Spot.HotSpot.Id);
        // A record whose REF is wrong anywhere lies wrong everywhere.
        referenceMismatch |= !record.IsUntold && Mismatches(record)
            || record.ReferenceMismatch
            && (lists
            || record.Record.Pos <= Spot.End && record.Record.Pos + record.Record.Ref.Length - 1 >= Spot.Start);
        records.Add(new SiteRecord(record, Spot, effects, lists, own));
    }

    /// <summary>True when the allele is the site's own matter, so that it needs no row beside the hot spot's.</summary>
    public bool Owns(Allele allele) =>
        Spot.ReferenceIsCounted
            ? IsSnv && allele.Pos == Spot.Start && allele.Ref == Spot.Place.Ref && allele.Alt == Spot.Place.Normal
            : Same(allele, counted);

    /// <summary>The allele is the counted one, and nothing else is changed with it.</summary>
    public bool IsCounted(Allele? allele) => allele is not null && Same(allele, counted);

    /// <summary>The rows of these samples.</summary>
    public IEnumerable<SampleCall> Calls(IReadOnlyList<int> samples, IReadOnlyList<string> names, string build,
        SiteState state)
    {
        // What one record says of a sample, or none of any, is said by the text of its cell alone: most samples share
        // it.
        var seen = new SeenCells();
        foreach (var sample in samples)
        {
            var cell = records.Count == 1 ? records[0].Cell(sample) : default;
            if (records.Count > 1 || seen.Find(cell.Span) is not { } call)
            {
                call = Call(sample, build, state);
                if (records.Count <= 1) seen.Add(cell, call);
            }
            yield return new SampleCall(names[sample], call);
        }
    }

    PanelCall Call(int sample, string build, SiteState state)
    {
        state.Begin();
        foreach (var record in records) state.Ask(record, sample);
        var place = Spot.Place;
        var (status, copies) = referenceMismatch ? (CallStatus.ReferenceMismatch, null) : state.Decide(contig);
        return new PanelCall
        {
            Build = build,
            Gene = Spot.HotSpot.Gene,
            Transcript = Spot.HotSpot.HgvsC is { } name ? name[..name.IndexOf(':', StringComparison.Ordinal)] : null,
            HotSpot = Spot.HotSpot.Id,
            Chrom = place.Chrom,
            Pos = place.Pos,
            Ref = place.Ref,
            Alt = place.Counted,
            Rsid = Spot.HotSpot.Rsid,
            HgvsC = Spot.HotSpot.HgvsC,
            HgvsP = Spot.HotSpot.HgvsP,
            Class = Spot.HotSpot.Class,
            Status = status,
            Copies = copies,
            Phase = state.PhaseOf(copies),
            OwnCopies = copies is null ? 0 : copies.Value - state.CopiesWithin,
            Within = state.Within,
            Genotype = state.Shown?.Genotype,
            Depth = state.Shown?.Depth,
            GenotypeQuality = state.Shown?.Quality,
            AlleleBalance = state.Shown?.Balance,
            Filter = state.Shown?.Filter,
            Notes = state.Notes(status),
        };
    }

    SiteEffect EffectOf(RecordEvidence record, int a, bool covers) => record.Kinds[a] switch
    {
        AltKind.SymbolicDeletion => EffectOfDeletion(record.Record.Pos + 1, record.EndOf(a) ?? record.End),
        not AltKind.Bases when !covers => SiteEffect.Reference,
        AltKind.Unspecified or AltKind.Untold => SiteEffect.Unknown,
        AltKind.Star => SiteEffect.Deleted,
        AltKind.Symbolic => record.IsStructural ? SiteEffect.Reference : SiteEffect.Unknown,
        // A base that was not read may be the counted one.
        _ when record.Alleles[a].Alt.Contains('N', StringComparison.Ordinal)
            && EffectOf(record.Alleles[a]) != SiteEffect.Reference => SiteEffect.Unknown,
        _ => EffectOf(record.Alleles[a]),
    };

    SiteEffect EffectOfDeletion(int start, int end) =>
        start > Spot.End || end < Spot.Start ? SiteEffect.Reference
        : start <= Spot.Start && end >= Spot.End ? SiteEffect.Deleted : SiteEffect.Unknown;

    SiteEffect EffectOf(Allele allele)
    {
        if (Same(allele, counted)) return SiteEffect.Counted;
        var (start, end) = (Spot.Start, Spot.End);
        if (!IsSnv && CountsDeletion) start++; // The anchor base stays.
        if (allele.IsInsertion)
            return !IsSnv && allele.Pos >= Spot.Start && allele.Pos <= Spot.End - (CountsDeletion ? 1 : 0)
                ? SiteEffect.Other : SiteEffect.Reference;
        if (allele.ChangeStart > end || allele.ChangeEnd < start) return SiteEffect.Reference;
        if (allele.IsDeletion)
            return allele.ChangeStart <= start && allele.ChangeEnd >= end ? SiteEffect.Deleted : SiteEffect.Other;
        if (allele.IsComplex) return SiteEffect.Unknown;
        if (!IsSnv) return SiteEffect.Other;
        var left = allele.Alt[Spot.Start - allele.Pos];
        return left == Spot.Place.Counted[0] ? SiteEffect.Counted
            : left == Spot.Place.Ref[0] ? SiteEffect.Reference
            : left == Spot.Place.Normal[0] ? SiteEffect.Normal : SiteEffect.Other;
    }

    /// <summary>Two substitutions leave the same base at the site.</summary>
    public bool LeaveTheSame(Allele a, Allele b) => IsSnv && Left(a) is { } left && left == Left(b);

    char? Left(Allele allele) =>
        allele.Ref is { } bases && bases.Length == allele.Alt.Length && allele.Pos <= Spot.Start
        && Spot.Start < allele.Pos + bases.Length
        ? allele.Alt[Spot.Start - allele.Pos] : null;

    bool Mismatches(RecordEvidence record)
    {
        var refBases = record.Record.Ref;
        for (var i = 0; i < Spot.Place.Ref.Length; i++)
        {
            var at = Spot.Place.Pos + i - record.Record.Pos;
            if (at >= 0 && at < refBases.Length && (refBases[at] & 0xDF) is var given and not 'N'
                && given != Spot.Place.Ref[i]) return true;
        }
        return false;
    }

    static bool Same(Allele a, Allele? b) => b is not null && a.Pos == b.Pos && a.Ref == b.Ref && a.Alt == b.Alt;
}

/// <summary>
/// What silence means for a file: callable regions, or an explicit wish to take it for the reference.
/// </summary>
readonly record struct SiteQuestion(CallableRegions? Callable, bool AssumeReference);

/// <summary>
/// A kept record, with what each of its alleles leaves at the site and where its sample columns begin.
/// </summary>
sealed class SiteRecord
{
    readonly int[] cells;
    readonly int proofStart, proofEnd;

    public SiteRecord(RecordEvidence reading, PlacedHotSpot spot, SiteEffect[] effects, bool listsCounted,
        bool listsOwn)
    {
        (Reading, Effects, ListsCounted, ListsOwn) = (reading, effects, listsCounted, listsOwn);
        foreach (var effect in effects) Touches |= effect != SiteEffect.Reference;
        // The site's own allele, written further right in a repeat, is this one: its 0/0 is about the whole site.
        (proofStart, proofEnd) = listsCounted ? (Math.Min(reading.Record.Pos, spot.Start), spot.End)
            : (reading.Record.Pos, 0);
        var line = reading.Record.Line;
        cells = new int[line[reading.Record.SamplesStart..].Count((byte)'\t') + 2];
        cells[0] = reading.Record.SamplesStart;
        for (var i = 1; i < cells.Length - 1; i++)
            cells[i] = cells[i - 1] + line[cells[i - 1]..].IndexOf((byte)'\t') + 1;
        cells[^1] = line.Length + 1;
    }

    public RecordEvidence Reading { get; }
    public SiteEffect[] Effects { get; }
    /// <summary>One of its ALTs is the counted allele: its 0/0 is about that very allele.</summary>
    public bool ListsCounted { get; }
    /// <summary>
    /// One of its ALTs is the site's own matter: the counted allele, or the normal one where the build carries the
    /// counted.
    /// </summary>
    public bool ListsOwn { get; }
    /// <summary>One of its ALTs changes the site, wherever it is written.</summary>
    public bool Touches { get; }

    /// <summary>What its reference alleles prove, when they reach to <paramref name="end"/>.</summary>
    public Stretch Proof(int end) => new(proofStart, Math.Max(proofEnd, end));

    /// <summary>The text of a sample's cell.</summary>
    public ReadOnlyMemory<byte> Cell(int sample) => Reading.Record.LineMemory[cells[sample]..(cells[sample + 1] - 1)];

    public void Read(int sample) => Reading.Sample.Read(cells[sample]..(cells[sample + 1] - 1), sample);
}

/// <summary>The calls of the cells seen last.</summary>
sealed class SeenCells
{
    // Genotypes alone are of few kinds; cells with depths and qualities hardly ever repeat.
    const int Most = 16;
    readonly ReadOnlyMemory<byte>[] cells = new ReadOnlyMemory<byte>[Most];
    readonly PanelCall[] calls = new PanelCall[Most];
    int count, oldest;

    public PanelCall? Find(ReadOnlySpan<byte> cell)
    {
        for (var i = 0; i < count; i++)
            if (cells[i].Span.SequenceEqual(cell)) return calls[i];
        return null;
    }

    public void Add(ReadOnlyMemory<byte> cell, PanelCall call)
    {
        var at = count < Most ? count++ : oldest++ % Most;
        (cells[at], calls[at]) = (cell, call);
    }
}
