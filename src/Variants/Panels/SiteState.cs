using System.Globalization;
using System.Text;

namespace Thrombophilia.Variants.Panels;

/// <summary>What the columns of a row show of the record that decided it.</summary>
sealed record ShownRecord(string Genotype, int? Depth, double? Quality, double? Balance, string Filter, bool HasDepth, bool HasQuality, int Rank);

/// <summary>
/// Puts together what all records say of one sample at one hot spot: ploidy minus all ALT copies is what may still be the
/// reference, and that needs proof over the whole site.
/// </summary>
sealed class SiteState(HotSpotSite site, SiteQuestion question)
{
    readonly List<(Allele Allele, SiteEffect Effect, int Copies, SiteRecord? From)> alts = [];
    readonly List<(SiteRecord Record, int Missing, int Reference)> gaps = [];
    readonly List<(int Start, int End)> proven = [];
    readonly List<Allele> denied = [];
    readonly List<(int Start, int End, bool Statement)> blocks = [];
    readonly List<string> notes = [];
    CallStatus? blocking, weak;
    int ploidy, starred;
    bool conflict, onlyBlocks = true, silent = true;

    public ShownRecord? Shown { get; private set; }

    /// <summary>Forgets the last sample.</summary>
    public void Begin()
    {
        alts.Clear();
        gaps.Clear();
        proven.Clear();
        denied.Clear();
        blocks.Clear();
        notes.Clear();
        (blocking, weak, ploidy, starred, conflict, onlyBlocks, silent, Shown) = (null, null, 0, 0, false, true, true, null);
    }

    public void Ask(SiteRecord record, int sample)
    {
        record.Read(sample);
        var reading = record.Reading;
        if (!record.Touches && (reading.Record.Pos > site.Spot.End || reading.SampleEnd < site.Spot.Start)) return;
        bool touches = false, unknown = false;
        for (var a = 1; a < record.Effects.Length; a++)
            if (reading.Copies[a] > 0)
            {
                touches |= record.Effects[a] != SiteEffect.Reference;
                unknown |= record.Effects[a] == SiteEffect.Unknown;
            }
        // A rearrangement that the sample does not carry says nothing about single bases.
        if (reading.IsStructural && !touches) return;
        silent = false;
        if (reading.Ploidy == reading.Missing)
        {
            // A lone "." stands for the whole genotype, whatever its ploidy.
            if (!reading.FilterFails && !reading.SampleFilterFails) gaps.Add((record, Math.Max(2, reading.Missing), 0));
            else
            {
                if (record.ListsOwn) Block(CallStatus.Filtered);
                else Weaken(CallStatus.Filtered);
                Show(record, record.ListsOwn ? 7 : 2);
            }
            return;
        }
        if (reading.Failing() is { } failing)
        {
            var blocks = touches || reading.Missing > 0 || record.ListsOwn;
            Show(record, blocks ? 7 : 2);
            if (!blocks) Weaken(failing);
            else if ((reading.Missing > 0 || unknown) && failing > CallStatus.NoCall) Block(CallStatus.NoCall);
            else Block(failing);
            if (blocks && reading.Missing > 0 && failing != CallStatus.Filtered) AtLeast(record);
            return;
        }
        Trust(record, touches, unknown);
    }

    void Trust(SiteRecord record, bool touches, bool unknown)
    {
        var reading = record.Reading;
        if (ploidy == 0) ploidy = reading.Ploidy;
        else if (ploidy != reading.Ploidy) conflict = true;
        if (unknown)
        {
            Block(CallStatus.NoCall);
            if (reading.Kinds.Where((k, a) => reading.Copies[a] > 0 && record.Effects[a] == SiteEffect.Unknown).Any(k => k == AltKind.Bases)) notes.Add(record.Reading.CarriesN ? "unknown-base" : "complex-allele");
        }
        var reference = reading.Copies[0];
        for (var a = 1; a < record.Effects.Length; a++)
            if (reading.Copies[a] == 0)
            {
                if (reading.Missing == 0 && reading.Kinds[a] == AltKind.Bases) denied.Add(reading.Alleles[a]);
            }
            else if (record.Effects[a] == SiteEffect.Reference) reference += reading.Copies[a];
            else if (reading.Kinds[a] == AltKind.Star) starred = Math.Max(starred, reading.Copies[a]);
            else AddAlt(reading.Alleles[a], record.Effects[a], reading.Copies[a], record);
        if (reading.Missing > 0) gaps.Add((record, reading.Missing, reference));
        // A block must show a depth or a quality, or it proves nothing.
        var statement = reading.IsBlock && (reading.HasEnd || reading.SampleEnd > reading.End || reading.Kinds.Length > 1);
        if (reference > 0 && !reading.IsStructural && !(statement && reading.Depth is null && reading.Quality is null)
            && !reading.RefHasN)
        {
            proven.Add(record.Proof(statement ? reading.SampleEnd : reading.Record.Pos + reading.Record.Ref.Length - 1));
            if (reading.IsBlock) blocks.Add((reading.Record.Pos, statement ? reading.SampleEnd : reading.End, statement));
            if (!statement) onlyBlocks = false;
        }
        Show(record, unknown ? 7 : record.ListsCounted ? 5 : touches ? 4 : 3);
    }

    void AddAlt(Allele allele, SiteEffect effect, int copies, SiteRecord from)
    {
        // The same allele in two records is one allele, and both have to say the same.
        foreach (var (known, _, before, _) in alts)
            if (known == allele)
            {
                if (before != copies) conflict = true;
                return;
            }
        // One event written as a substitution of several bases and again as one of its bases: how often it is there cannot be told.
        conflict |= alts.Exists(a => a.From != from && site.LeaveTheSame(a.Allele, allele));
        alts.Add((allele, effect, copies, from));
    }

    public (CallStatus Status, int? Copies) Decide(PanelContig contig)
    {
        // "*" repeats what a deletion record says, where there is one.
        var deleted = Count(SiteEffect.Deleted) + (site.CountsDeletion ? Count(SiteEffect.Counted) : 0);
        if (starred > 0 && deleted == 0) alts.Add((default, SiteEffect.Deleted, starred, null));
        else if (starred > 0 && deleted != starred) conflict = true;
        var taken = alts.Sum(a => a.Copies);
        if (silent || alts.Count == 0 && proven.Count == 0 && blocking is null && weak is null && gaps.Count == 0) return Silence(contig);
        if (alts.Exists(a => a.Copies > 0 && denied.Contains(a.Allele))) conflict = true;
        if (ploidy > 0 && (taken > ploidy || alts.Exists(Denied))) conflict = true;
        if (conflict)
        {
            notes.Add("conflicting-records");
            Block(CallStatus.NoCall);
        }
        foreach (var (record, missing, reference) in gaps)
        {
            if ((reference == 0 || !record.ListsOwn) && missing <= alts.Where(a => Explains(a, record)).Sum(a => a.Copies)) continue;
            Block(CallStatus.NoCall);
            Show(record, 6);
            AtLeast(Count(SiteEffect.Counted) + (site.Spot.ReferenceIsCounted ? reference : 0));
        }
        if (blocking is { } why) return (why, null);
        var rest = Math.Max(ploidy, taken) - taken;
        if ((rest > 0 || ploidy == 0) && !Proven()) return (weak ?? CallStatus.NotCovered, null);
        var counted = Count(SiteEffect.Counted) + (site.Spot.ReferenceIsCounted ? rest : 0);
        var normal = Count(SiteEffect.Normal) + (site.Spot.ReferenceIsCounted ? 0 : rest);
        if (Count(SiteEffect.Other) > 0) notes.Add("other-allele");
        if (Count(SiteEffect.Deleted) > 0) notes.Add("spanning-deletion");
        if (ploidy != 2)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"ploidy-{ploidy}"));
            return (CallStatus.MosaicOrAmbiguous, null);
        }
        if (counted > 0 && taken == 0 && onlyBlocks) notes.Add("from-absence-confirm");
        return normal == ploidy ? (CallStatus.Reference, 0) : (CallStatus.Called, counted);
    }

    /// <summary>Notes in a fixed order. The thresholds that could not be applied are named where a genotype was read.</summary>
    public IReadOnlyList<string> Notes(CallStatus status)
    {
        if (Shown is { } shown && status is CallStatus.Reference or CallStatus.Called or CallStatus.MosaicOrAmbiguous)
        {
            if (!Shown.HasDepth) notes.Add("no-depth");
            if (!Shown.HasQuality) notes.Add("no-gq");
        }
        return notes.Count == 0 ? [] : [.. notes.Distinct().Order(StringComparer.Ordinal)];
    }

    (CallStatus, int?) Silence(PanelContig contig)
    {
        var counted = site.Spot.ReferenceIsCounted;
        question.Callable?.Touching(contig.Name, site.Spot.Start, site.Spot.End, proven);
        if (proven.Count > 0 && Proven())
        {
            notes.Add(counted ? "from-absence-confirm" : "callable-bed");
            return counted ? (CallStatus.Called, 2) : (CallStatus.Reference, 0);
        }
        if (counted) notes.Add("absent-means-homozygous-or-uncovered");
        return (question.AssumeReference && !counted ? CallStatus.AssumedReference : CallStatus.NotCovered, null);
    }

    // What is missing in a record of some alleles may be the alleles of another at the same position (a split 1/2 is written "./1" or "./."),
    // or the haplotype that a deletion took away.
    static bool Explains((Allele Allele, SiteEffect Effect, int Copies, SiteRecord? From) a, SiteRecord gap) =>
        a.From != gap && !gap.Reading.Alleles.Contains(a.Allele)
        && (a.Effect == SiteEffect.Deleted || a.From?.Reading.Record.Pos == gap.Reading.Record.Pos);

    // A statement that the reference was seen where the allele changes it. Tools that write single bases and indels apart (bcftools) say 0/0 of a base beside or
    // inside an indel: that is none.
    bool Denied((Allele Allele, SiteEffect Effect, int Copies, SiteRecord? From) a)
    {
        var bases = a.From is not null && a.Allele.Alt[0] != '<';
        var (start, end) = bases ? (a.Allele.ChangeStart, a.Allele.ChangeEnd) : (site.Spot.Start, site.Spot.End);
        return blocks.Exists(b => b.Start <= end && b.End >= start && (b.Statement || bases && a.Allele.Ref.Length == a.Allele.Alt.Length));
    }

    bool Proven()
    {
        proven.Sort();
        var next = site.Spot.Start;
        foreach (var (start, end) in proven)
            if (start > next) return false;
            else if ((next = Math.Max(next, end + 1)) > site.Spot.End) return true;
        return false;
    }

    int Count(SiteEffect effect) => alts.Where(a => a.Effect == effect).Sum(a => a.Copies);

    void AtLeast(SiteRecord record)
    {
        var seen = site.Spot.ReferenceIsCounted ? record.Reading.Copies[0] : 0;
        for (var a = 1; a < record.Effects.Length; a++)
            if (record.Effects[a] == SiteEffect.Counted) seen += record.Reading.Copies[a];
        AtLeast(seen);
    }

    void AtLeast(int seen)
    {
        if (seen > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"at-least-{seen}"));
    }

    // Statuses are declared in the order of precedence.
    void Block(CallStatus status) => blocking = blocking is { } b && b < status ? b : status;

    void Weaken(CallStatus status) => weak = weak is { } w && w < status ? w : status;

    void Show(SiteRecord record, int rank)
    {
        if (Shown is not null && Shown.Rank >= rank) return;
        var reading = record.Reading;
        var share = 0.0;
        var any = false;
        for (var a = 0; a < record.Effects.Length; a++)
            if (record.Effects[a] == SiteEffect.Counted || a == 0 && site.Spot.ReferenceIsCounted && !reading.IsBlock)
            {
                share += reading.Shares[a];
                any = true;
            }
        Shown = new ShownRecord(Encoding.ASCII.GetString(reading.Gt), reading.Depth, reading.Quality, any && !double.IsNaN(share) ? share : null, reading.Filter,
            reading.Depth is not null, reading.Quality is not null, rank);
    }
}
