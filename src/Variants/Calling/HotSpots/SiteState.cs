using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Calling.HotSpots;

/// <summary>
/// Puts together what all records say of one sample at one hot spot: ploidy minus all ALT copies is what may still be
/// the reference, and that needs proof over the whole site.
/// </summary>
sealed class SiteState(HotSpotSite site, SiteQuestion question)
{
    readonly List<SiteAllele> alts = [];
    readonly List<SiteGap> gaps = [];
    readonly List<Stretch> proven = [];
    readonly List<Allele> denied = [];
    readonly List<Stretch> blocks = [];
    readonly List<string> notes = [];
    CallStatus? blocking, weak;
    int ploidy, starred, lost;
    bool conflict, onlyBlocks = true, silent = true;

    public ShownRecord? Shown { get; private set; }
    /// <summary>The change of several bases of which the counted allele is a part; null for none.</summary>
    public Allele? Within => alts.Find(IsPart)?.Allele;
    /// <summary>Copies of the counted allele that are parts of such changes.</summary>
    public int CopiesWithin => alts.Where(IsPart).Sum(a => a.Copies);

    bool IsPart(SiteAllele a) => a.Effect == SiteEffect.Counted && !site.IsCounted(a.Allele);

    /// <summary>Where the copies of the counted allele lie. One record tells it, if it shows all of them.</summary>
    public Phase PhaseOf(int? copies) => copies == 2 ? Phase.OnBoth
        : copies == 1 && Shown is { Phase: { On: Haplotypes.First or Haplotypes.Second } phase } ? phase
        : Phase.Unknown;

    /// <summary>Forgets the last sample.</summary>
    public void Begin()
    {
        alts.Clear();
        gaps.Clear();
        proven.Clear();
        denied.Clear();
        blocks.Clear();
        notes.Clear();
        (blocking, weak, ploidy, starred, lost, conflict, onlyBlocks, silent, Shown) = (null, null, 0, 0, 0, false,
            true, true, null);
    }

    public void Ask(SiteRecord record, int sample)
    {
        record.Read(sample);
        var (reading, said) = (record.Reading, record.Reading.Sample);
        var covers = reading.Record.Pos <= site.Spot.End && said.End >= site.Spot.Start;
        if (reading.IsUntold)
        {
            AskUntold(record);
            return;
        }
        if (!record.Touches && !covers) return;
        // A rearrangement that the sample does not carry says nothing about single bases.
        if (reading.IsStructural)
        {
            AskLoss(record);
            return;
        }
        bool touches = false, unknown = false;
        for (var a = 1; a < record.Effects.Length; a++)
            if (said.Copies[a] > 0 && (covers || reading.Kinds[a] == AltKind.Bases))
            {
                touches |= record.Effects[a] != SiteEffect.Reference;
                unknown |= record.Effects[a] == SiteEffect.Unknown;
            }
        // Beside the site a record speaks of it by its own alleles alone.
        if (!covers && !touches && said.Missing == 0 && !record.ListsOwn) return;
        silent = false;
        if (said.Ploidy == said.Missing)
        {
            // A lone "." stands for the whole genotype, whatever its ploidy.
            if (!said.IsFiltered) gaps.Add(new SiteGap(record, Math.Max(2, said.Missing), 0));
            else
            {
                if (record.ListsOwn) Block(CallStatus.Filtered);
                else Weaken(CallStatus.Filtered);
                if (covers || record.ListsOwn) Show(record, record.ListsOwn ? 8 : 2);
            }
            return;
        }
        if (said.Failing() is { } failing)
        {
            var blocks = touches || said.Missing > 0 || record.ListsOwn;
            if (failing == CallStatus.NotCovered && said.IsFilledIn) notes.Add("no-reads");
            Show(record, blocks ? 8 : 2);
            if (!blocks) Weaken(failing);
            else if ((said.Missing > 0 || unknown) && failing > CallStatus.NoCall) Block(CallStatus.NoCall);
            else Block(failing);
            if (blocks && said.Missing > 0 && failing != CallStatus.Filtered) AtLeast(record);
            return;
        }
        Trust(record, covers, touches, unknown);
    }

    /// <summary>An array's I and D: which of the two the sample's normal allele is cannot be told.</summary>
    void AskUntold(SiteRecord record)
    {
        silent = false;
        notes.Add("bases-not-told");
        Block(CallStatus.NoCall);
        Show(record, 8);
    }

    /// <summary>
    /// A record of rearrangements: the sample may have lost the site. Copies that the caller counted stand over a
    /// genotype that is not one of two chromosomes. Two records of losses over the site are taken for one.
    /// </summary>
    void AskLoss(SiteRecord record)
    {
        var (reading, said) = (record.Reading, record.Reading.Sample);
        var byNumber = said.CopyNumber is { } number ? Math.Max(0, 2 - (int)Math.Round(number)) : (int?)null;
        int carried = 0, within = 0;
        for (var a = 1; a < record.Effects.Length; a++)
        {
            if (reading.Structural(a) is not { IsOfCopies: true } allele || allele.Change(said.CopyNumber) is not < 0
                || allele.Start > site.Spot.End || (allele.End ?? reading.End) < site.Spot.Start) continue;
            carried += said.Copies[a];
            if (allele.Start <= site.Spot.Start && (allele.End ?? reading.End) >= site.Spot.End) within++;
            else if (said.Copies[a] > 0) within = int.MinValue / 2;
        }
        var isWhole = said is { Ploidy: 2, Missing: 0 };
        if (within == 0 || carried == 0 && byNumber is null or 0) return;
        silent = false;
        var copies = isWhole && carried > 0 ? carried : byNumber ?? 0;
        if (said.Failing() is { } failing) Block(failing);
        else if (byNumber is { } told && (told != copies || isWhole && carried == 0))
        {
            notes.Add("copy-number-conflict");
            Block(CallStatus.NoCall);
        }
        else if (within < 0 || copies == 0) Block(CallStatus.NoCall);
        else
        {
            lost = Math.Max(lost, Math.Min(copies, 2));
            if (copies > 1) Show(record, 4);
            return;
        }
        Show(record, 8);
    }

    /// <summary>
    /// What the records of single bases say of chromosomes of which one is lost, or both. Callers that know nothing of
    /// the loss write the allele that is left as two of them.
    /// </summary>
    void TakeLoss()
    {
        notes.Add("spanning-deletion");
        var taken = alts.Sum(a => a.Copies);
        if (lost == 2) conflict |= taken > 0 || proven.Count > 0;
        else if (ploidy == 2 && starred == 0 && taken > 0)
        {
            conflict |= alts is not [{ Copies: 2 }];
            if (!conflict) alts[0] = alts[0] with { Copies = 1 };
        }
        if (ploidy == 1 || lost == 2) ploidy = 2;
        alts.Add(new SiteAllele(null, SiteEffect.Deleted, lost, null, IsLoss: true));
    }

    void Trust(SiteRecord record, bool covers, bool touches, bool unknown)
    {
        var (reading, said) = (record.Reading, record.Reading.Sample);
        if (ploidy == 0) ploidy = said.Ploidy;
        else if (ploidy != said.Ploidy) conflict = true;
        if (unknown)
        {
            Block(CallStatus.NoCall);
            for (var a = 1; a < record.Effects.Length; a++)
                if (said.Copies[a] > 0 && record.Effects[a] == SiteEffect.Unknown && reading.Kinds[a] == AltKind.Bases)
                    notes.Add(said.CarriesN ? "unknown-base" : "complex-allele");
        }
        // The REF of one half of a split record stands for an allele of the other half.
        var isSplit = said.IsSplit;
        var reference = isSplit ? 0 : said.Copies[0];
        if (isSplit) gaps.Add(new SiteGap(record, 1, 0));
        var carriesCounted = false;
        for (var a = 1; a < record.Effects.Length; a++)
            if (said.Copies[a] == 0)
            {
                if (said.Missing == 0 && reading.Kinds[a] == AltKind.Bases) denied.Add(reading.Alleles[a]);
            }
            else if (record.Effects[a] == SiteEffect.Reference) reference += said.Copies[a];
            else if (reading.Kinds[a] == AltKind.Star) starred = Math.Max(starred, said.Copies[a]);
            else
            {
                carriesCounted |= record.Effects[a] == SiteEffect.Counted;
                AddAlt(reading.Alleles[a], record.Effects[a], said.Copies[a], record);
            }
        if (said.Missing > 0) gaps.Add(new SiteGap(record, said.Missing, reference));
        // A block must show a depth or a quality, or it proves nothing.
        var statement = reading.IsBlock && (reading.HasEnd || said.End > reading.End || reading.Kinds.Length > 1);
        if (reference > 0 && (covers || record.ListsCounted) && !(statement && said.Depth is null && said.Quality is null)
            && !reading.RefHasN)
        {
            proven.Add(record.Proof(statement ? said.End : reading.Record.Pos + reading.Record.Ref.Length - 1));
            if (reading.IsBlock)
                blocks.Add(new Stretch(reading.Record.Pos, statement ? said.End : reading.End, statement));
            if (!statement) onlyBlocks = false;
        }
        Show(record, unknown ? 8 : carriesCounted ? 6 : record.ListsCounted ? 5 : touches ? 4 : 3);
    }

    void AddAlt(Allele allele, SiteEffect effect, int copies, SiteRecord from)
    {
        // The same allele in two records is one allele, and both have to say the same.
        foreach (var known in alts)
            if (known.Allele == allele)
            {
                if (known.Copies != copies) conflict = true;
                return;
            }
        // One event written as a substitution of several bases and again as one of its bases: how often it is there
        // cannot be told.
        conflict |= alts.Exists(a => a.From != from && a.Allele is not null && site.LeaveTheSame(a.Allele, allele));
        alts.Add(new SiteAllele(allele, effect, copies, from));
    }

    public (CallStatus Status, int? Copies) Decide(PanelContig contig)
    {
        if (lost > 0) TakeLoss();
        // "*" repeats what a deletion record says, where there is one.
        var deleted = Count(SiteEffect.Deleted) + (site.CountsDeletion ? Count(SiteEffect.Counted) : 0);
        if (starred > 0 && deleted == 0) alts.Add(new SiteAllele(null, SiteEffect.Deleted, starred, null));
        else if (starred > 0 && deleted != starred) conflict = true;
        var taken = 0;
        foreach (var alt in alts) taken += alt.Copies;
        if (silent || alts.Count == 0 && proven.Count == 0 && blocking is null && weak is null && gaps.Count == 0)
            return Silence(contig);
        if (alts.Exists(a => a.Copies > 0 && a.Allele is not null && denied.Contains(a.Allele))) conflict = true;
        if (ploidy > 0 && (taken > ploidy || alts.Exists(Denied))) conflict = true;
        if (conflict)
        {
            notes.Add("conflicting-records");
            Block(CallStatus.NoCall);
        }
        foreach (var (record, missing, reference) in gaps)
        {
            if ((reference == 0 || !record.ListsOwn) && missing <= Explaining(record)) continue;
            Block(CallStatus.NoCall);
            Show(record, 7);
            AtLeast(Count(SiteEffect.Counted) + (site.Spot.ReferenceIsCounted ? reference : 0));
        }
        if (blocking is { } why) return (why, null);
        var rest = Math.Max(ploidy, taken) - taken;
        if ((rest > 0 || ploidy == 0) && !Proven()) return (weak ?? CallStatus.NotCovered, null);
        var counted = Count(SiteEffect.Counted) + (site.Spot.ReferenceIsCounted ? rest : 0);
        var normal = Count(SiteEffect.Normal) + (site.Spot.ReferenceIsCounted ? 0 : rest);
        if (Count(SiteEffect.Other) > 0) notes.Add("other-allele");
        if (Count(SiteEffect.Deleted) > 0) notes.Add("spanning-deletion");
        if (lost == 1) notes.Add("hemizygous");
        if (ploidy != 2)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"ploidy-{ploidy}"));
            return (CallStatus.MosaicOrAmbiguous, null);
        }
        if (counted > 0 && taken == 0 && onlyBlocks) notes.Add("from-absence-confirm");
        return normal == ploidy ? (CallStatus.Reference, 0) : (CallStatus.Called, counted);
    }

    /// <summary>
    /// Notes in a fixed order. The thresholds that could not be applied are named where a genotype was read.
    /// </summary>
    public IReadOnlyList<string> Notes(CallStatus status)
    {
        if (Shown is { } shown && status is CallStatus.Reference or CallStatus.Called or CallStatus.MosaicOrAmbiguous)
        {
            notes.AddRange(shown.Limits);
        }
        if (site.Spot.HotSpot.IsProvisional) notes.Add("provisional-site");
        return notes.Count switch
        {
            0 => [],
            1 => [notes[0]],
            _ => [.. notes.Distinct().Order(StringComparer.Ordinal)],
        };
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

    // What is missing in a record of some alleles may be the alleles of another at the same position (a split 1/2 is
    // written "./1" or "./."), or the haplotype that a deletion took away.
    int Explaining(SiteRecord gap)
    {
        var copies = 0;
        foreach (var a in alts)
            if (a.From != gap && !gap.Reading.Lists(a.Allele)
                && (a.Effect == SiteEffect.Deleted || a.From?.Reading.Record.Pos == gap.Reading.Record.Pos))
                copies += a.Copies;
        return copies;
    }

    // A statement that the reference was seen where the allele changes it. Tools that write single bases and indels
    // apart (bcftools) say 0/0 of a base beside or inside an indel: that is none.
    bool Denied(SiteAllele a)
    {
        // Of what one lost chromosome leaves, the reference may well be seen.
        if (a is { IsLoss: true, Copies: 1 }) return false;
        var bases = a.Allele is { Alt: [not '<', ..] } ? a.Allele : null;
        var (start, end) = bases is null ? (site.Spot.Start, site.Spot.End) : (bases.ChangeStart, bases.ChangeEnd);
        return blocks.Exists(
            b => b.Start <= end && b.End >= start
                && (b.Statement || bases is not null && bases.Ref.Length == bases.Alt.Length));
    }

    bool Proven()
    {
        proven.Sort((a, b) => a.Start.CompareTo(b.Start));
        var next = site.Spot.Start;
        foreach (var (start, end, _) in proven)
            if (start > next) return false;
            else if ((next = Math.Max(next, end + 1)) > site.Spot.End) return true;
        return false;
    }

    int Count(SiteEffect effect)
    {
        var copies = 0;
        foreach (var a in alts) if (a.Effect == effect) copies += a.Copies;
        return copies;
    }

    void AtLeast(SiteRecord record)
    {
        var seen = site.Spot.ReferenceIsCounted ? record.Reading.Sample.Copies[0] : 0;
        for (var a = 1; a < record.Effects.Length; a++)
            if (record.Effects[a] == SiteEffect.Counted) seen += record.Reading.Sample.Copies[a];
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
        var (reading, said) = (record.Reading, record.Reading.Sample);
        var share = 0.0;
        var any = false;
        var counted = 0UL;
        for (var a = 0; a < record.Effects.Length; a++)
            if (record.Effects[a] == SiteEffect.Counted || a == 0 && site.Spot.ReferenceIsCounted && !reading.IsBlock)
            {
                share += said.Share(a);
                any = true;
                if (a < 64) counted |= 1UL << a;
            }
        var limits = new List<string>(4);
        said.NoteLimits(limits);
        Shown = new ShownRecord(Encoding.ASCII.GetString(said.Gt), said.Depth, said.Quality,
            any && !double.IsNaN(share) ? share : null, said.Filter, limits, said.On(counted), rank);
    }
}
