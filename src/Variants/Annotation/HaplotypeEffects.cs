using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling;
using Thrombophilia.Variants.Calling.HotSpots;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Hgvs;

namespace Thrombophilia.Variants.Annotation;

/// <summary>What a row says of a variant because of others that the sample carries in the gene.</summary>
/// <param name="Instead">Protein, consequence and class of all changes that are read as one; null where the variant
/// stands alone.</param>
/// <param name="Notes">Codes listed in docs/reference/notes.md.</param>
sealed record JointEffect(VariantAnnotation? Instead, IReadOnlyList<string> Notes);

/// <summary>
/// What the variants of one gene in one sample mean together: changes on one haplotype that share a codon or a shifted
/// frame are told as one, and variants that matter say of each other whether they lie on one chromosome. Only what is
/// surely carried has a say.
/// </summary>
sealed class HaplotypeEffects
{
    const Consequences ChangesProtein = Consequences.StopGained | Consequences.Frameshift | Consequences.StopLost
        | Consequences.StartLost | Consequences.InframeInsertion
        | Consequences.InframeDeletion | Consequences.Missense | Consequences.ProteinAltering
        | Consequences.CodingSequence | ChangeEffect.SpliceSite | Consequences.TranscriptAblation;

    readonly Annotator annotator;
    readonly HashSet<string> deficiencies;
    readonly Dictionary<Key, Variant?> variants = [];
    readonly Dictionary<(string Sample, Variant Variant), JointEffect> found = [];
    readonly HashSet<Variant> told = [];

    /// <summary>Looks at what samples (columns of the file) carry.</summary>
    public HaplotypeEffects(PanelCaller caller, IReadOnlyList<int> samples, IReadOnlyList<string> names,
        SiteQuestion question, Annotator annotator)
    {
        this.annotator = annotator;
        deficiencies = [.. caller.Build.Panel.HotSpots.Where(h => h.Deficiency is not null).Select(h => h.Gene)];
        var carried = new Dictionary<(string Sample, string Gene), List<Carried>>();
        var parts = new List<(string Sample, string Gene, Variant HotSpot, Allele Within)>();
        foreach (var one in caller.Carried(samples, (gene, allele) => Of(gene, allele) is not null))
            if ((one.Structural is { } structural ? Of(one.Gene, one.Allele, structural, one.CopyNumber)
                : Of(one.Gene, one.Allele)) is { } variant)
                Add(names[one.Sample], one.Gene, variant, one.Phase);
        foreach (var (spot, calls) in caller.HotSpots(samples, question))
        {
            if (annotator.Tell(spot) is not var (name, found)) continue;
            var gene = spot.HotSpot.Gene;
            var variant = new Variant(name, Matters(gene, name.Effect.Consequences, found, spot.HotSpot.Class));
            variants.TryAdd(new Key(gene, spot.Place.Pos, spot.Place.Ref, spot.Place.Counted), variant);
            foreach (var (sample, call) in calls)
                if (call.Copies > 0)
                {
                    if (call.OwnCopies > 0)
                        Add(sample, gene, variant, call.OwnCopies == call.Copies ? call.Phase : Phase.Unknown);
                    else if (call.Within is { } within) parts.Add((sample, gene, variant, within));
                }
                // Where the build carries the counted base, silence leaves open which base the sample has there.
                else if (spot.ReferenceIsCounted && call.Copies is null) Add(sample, gene, variant, null);
        }
        foreach (var ((sample, _), list) in carried)
            if (list.Count > 1) Judge(sample, list);
        foreach (var (sample, gene, variant, within) in parts) Tell(sample, gene, variant, within);

        void Add(string sample, string gene, Variant variant, Phase? phase)
        {
            var key = (sample, gene);
            if (!carried.TryGetValue(key, out var list)) carried.Add(key, list = []);
            // One that is not phased lies on some haplotype of its own set: of the others only those on both are surely
            // beside it.
            list.Add(
                new Carried(variant,
                    phase is { On: not Haplotypes.Unknown } told ? told
                        : new Phase(Haplotypes.First, "\t" + variant.Short), IsKnown: phase is not null));
        }
    }

    /// <summary>
    /// A hot spot's allele that the file writes as a part of a longer change is that change: its row tells what the whole
    /// is and what the others make of it.
    /// </summary>
    void Tell(string sample, string gene, Variant hotSpot, Allele within)
    {
        if (annotator.Tell(gene, within) is not var (name, _)) return;
        var others = variants.GetValueOrDefault(new Key(gene, within.Pos, within.Ref, within.Alt)) is { } whole
            ? found.GetValueOrDefault((sample, whole)) : null;
        found[(sample, hotSpot)] = new JointEffect(others?.Instead ?? annotator.Of(gene, within),
            [.. PhaseNotes.Of([], [], [], [], [name.Change.Name()]), .. others?.Notes ?? []]);
        told.Add(hotSpot);
    }

    /// <summary>What the others make of a row; null for nothing.</summary>
    public JointEffect? Of(string sample, PanelCall call) => found.Count == 0 ? null
        : variants.GetValueOrDefault(Key.Of(call)) is { } variant && told.Contains(variant)
        ? found.GetValueOrDefault((sample, variant)) : null;

    /// <summary>A variant that has a say; null for one that changes neither protein nor class.</summary>
    Variant? Of(string gene, Allele allele)
    {
        var key = new Key(gene, allele.Pos, allele.Ref, allele.Alt);
        if (!variants.TryGetValue(key, out var variant))
            variants.Add(key,
                variant = annotator.Tell(gene, allele) is var (name, found) && name.Change.Kind != ChangeKind.Same
                && (Matters(gene, name.Effect.Consequences, found, null) is var matters
                && (matters || name.Effect.Protein is not null)) ? new Variant(name, matters) : null);
        return variant;
    }

    /// <summary>The same of a symbolic allele; null for one that does not matter.</summary>
    Variant? Of(string gene, Allele allele, StructuralAllele structural, double? copies)
    {
        var key = new Key(gene, allele.Pos, allele.Ref, allele.Alt, structural, copies);
        if (!variants.TryGetValue(key, out var variant))
            variants.Add(key, variant = annotator.Tell(gene, structural, copies) is var (name, found)
                && Matters(gene, name.Consequences, found, null) ? new Variant(name, structural) : null);
        return variant;
    }

    /// <summary>
    /// A variant of a class that calls for action; of an uncertain one where it changes a protein of which the panel
    /// knows that the lack of it is the disease: two of them, one on each chromosome, may leave none.
    /// </summary>
    bool Matters(string gene, Consequences consequences, Classification? found, string? stated) =>
        (VariantClasses.Read(stated) ?? found?.Class) switch
        {
            VariantClass.Pathogenic or VariantClass.LikelyPathogenic or VariantClass.EstablishedRiskAllele
                or VariantClass.ProvisionalRiskAllele => true,
            VariantClass.Uncertain or null => consequences.HasAny(ChangesProtein) && deficiencies.Contains(gene),
            _ => false,
        };

    void Judge(string sample, List<Carried> list)
    {
        list.Sort((a, b) => (a.Variant.Begins, a.Variant.Size).CompareTo((b.Variant.Begins, b.Variant.Size)));
        var coding = list.FindAll(c => c.Variant.Name?.Effect.Coding == CodingPart.Inside);
        if (list.Count(c => c.Variant.Matters) < 2
            && !coding.Zip(coding.Skip(1)).Any(pair => Touch(pair.First.Variant, pair.Second.Variant))) return;
        var clusters = Clusters(coding.FindAll(c => c.IsKnown));
        foreach (var one in list)
        {
            if (!one.IsKnown) continue;
            var with =
                clusters.Find(
                c => c.Contains(one)
                    && (one.Phase.On != Haplotypes.Both || c.TrueForAll(other => other.Phase.On == Haplotypes.Both)));
            List<string> read = [], cis = [], trans = [], unknown = [], within = [];
            var open = false;
            Carried? whole = null;
            foreach (var other in list)
            {
                // One change may be told more than once, as by the models of a caller.
                if (other == one || other.Variant.Short == one.Variant.Short) continue;
                if (!other.IsKnown) open |= Touch(one.Variant, other.Variant);
                else if (with is not null && with.Contains(other)) read.Add(other.Variant.Short);
                else
                {
                    var phasing = one.Phase.To(other.Phase);
                    if (one.Variant.Name is null || other.Variant.Name is null)
                    {
                        // Two alleles in bases may be on both chromosomes by a genotype that a loss has made look so,
                        // and two losses be one that two callers tell.
                        if (one.Phase.On == Haplotypes.Both || other.Phase.On == Haplotypes.Both
                            || one.Variant.Shares(other.Variant)) phasing = Phasing.Unknown;
                    }
                    // One event written whole and again in part is no second one.
                    else if (phasing == Phasing.Cis && one.IsPartOf(other))
                    {
                        within.Add(other.Variant.Short);
                        whole = other;
                        continue;
                    }
                    else if (phasing == Phasing.Cis && other.IsPartOf(one)) continue;
                    // What takes a base away leaves none for the other: one chromosome cannot carry both.
                    else if (phasing == Phasing.Unknown && one.Variant.Change.Overlaps(other.Variant.Change)
                        && !one.Variant.Change.MayBe(other.Variant.Change)) phasing = Phasing.Trans;
                    if ((one.Variant.Matters && other.Variant.Matters)
                        || (phasing == Phasing.Unknown && Touch(one.Variant, other.Variant)))
                        (phasing switch { Phasing.Cis => cis, Phasing.Trans => trans, _ => unknown })
                            .Add(other.Variant.Short);
                }
            }
            List<string> notes = [.. PhaseNotes.Of(cis, unknown, read, trans, within)];
            if (open) notes.Add("codon-not-known");
            if (notes.Count == 0) continue;
            VariantAnnotation? instead = one.Variant.Name is not { } name ? null : open ? Annotator.Unread(name)
                : (with ?? clusters.Find(c => whole is not null && c.Contains(whole))) is { } all
                ? annotator.Read(name, TranscriptChange.Together([.. all.Select(c => c.Variant.Change)]))
                : whole is not null ? annotator.Read(name, whole.Variant.Change) : null;
            found[(sample, one.Variant)] = new JointEffect(instead, notes);
            told.Add(one.Variant);
        }
    }

    /// <summary>
    /// Changes of one haplotype, in order, of which each begins where the reading of those before it has not come to
    /// rest. Alone is none.
    /// </summary>
    static List<List<Carried>> Clusters(List<Carried> coding)
    {
        var clusters = new List<List<Carried>>();
        if (coding.Count < 2) return clusters;
        foreach (var set in coding.Where(c => c.Phase.On != Haplotypes.Both).Select(c => c.Phase.Set).DefaultIfEmpty("")
            .Distinct())
            foreach (var haplotype in (ReadOnlySpan<Haplotypes>)[Haplotypes.First, Haplotypes.Second])
            {
                List<Carried> cluster = [];
                var reach = -1;
                var members = coding.FindAll(
                    c => c.Phase.On == Haplotypes.Both || (c.Phase.On == haplotype && c.Phase.Set == set));
                foreach (var next in members)
                {
                    // What is a part of another is read with it.
                    if (members.Exists(next.IsPartOf)) continue;
                    if (next.Variant.Change.CodingIndex / 3 * 3 > reach) Close();
                    cluster.Add(next);
                    reach = cluster.Count == 1 ? Reach(next.Variant.Change)
                        : TranscriptChange.Together([.. cluster.Select(c => c.Variant.Change)]) is { } all ? Reach(all)
                        : Math.Max(reach, Reach(next.Variant.Change));
                }
                Close();

                void Close()
                {
                    if (cluster.Count > 1) clusters.Add([.. cluster]);
                    cluster.Clear();
                }
            }
        return clusters;
    }

    /// <summary>
    /// Last coding index up to which a change decides how the sequence is read: to the end of its codon, of a shifted
    /// frame to its stop.
    /// </summary>
    static int Reach(TranscriptChange change)
    {
        var (at, length, shift, coding) = (change.CodingIndex, change.Deleted.Length,
            change.Inserted.Length - change.Deleted.Length, change.Transcript.Gene.Coding);
        if (shift % 3 != 0)
            return Protein.ReadOn(coding, at, length, change.Inserted) is [.., '*'] read
                ? 3 * (at / 3 + read.Length) - 1 - shift : coding.Length - 1;
        // Between two codons an insertion touches neither.
        return length == 0 && at % 3 == 0 ? at - 1 : (at + Math.Max(1, length) - 1) / 3 * 3 + 2;
    }

    static bool Touch(Variant a, Variant b)
    {
        if (a.Name?.Effect.Coding != CodingPart.Inside || b.Name?.Effect.Coding != CodingPart.Inside) return false;
        var (first, second) = a.Change.CodingIndex <= b.Change.CodingIndex ? (a.Change, b.Change)
            : (b.Change, a.Change);
        return second.CodingIndex / 3 * 3 <= Reach(first);
    }

    /// <summary>What a row is found by: of <c>&lt;CNV&gt;</c> the sample's copies decide what it is.</summary>
    readonly record struct Key(string Gene, int Pos, string Ref, string Alt, StructuralAllele? Structural = null,
        double? Copies = null)
    {
        public static Key Of(PanelCall call) =>
            new(call.Gene, call.Pos, call.Ref, call.Alt, call.Structural,
            call.Structural is null ? null : call.CopyNumber);
    }

    sealed class Variant
    {
        public Variant(VariantName name, bool matters) => (Name, Matters, First, Last, Size, Short) = (name, matters,
            Math.Min(name.Change.First, name.Change.Last), Math.Max(name.Change.First, name.Change.Last),
                name.Change.Deleted.Length, name.Change.Name());

        /// <summary>A symbolic allele that matters; it is told by its positions where it has no name.</summary>
        public Variant(StructuralName name, StructuralAllele allele) =>
            (Matters, First, Last, Size, Short) = (true, name.First, name.Last, int.MaxValue,
            name.HgvsC is { } hgvs ? hgvs[(hgvs.IndexOf(':', StringComparison.Ordinal) + 1)..]
                : $"{allele.Start}-{allele.End}");

        /// <summary>Of an allele in bases; null for a symbolic one.</summary>
        public VariantName? Name { get; }
        /// <summary>The same; not to be asked of a symbolic one.</summary>
        public TranscriptChange Change => Name!.Change;
        public bool Matters { get; }
        /// <summary>First and last place of the transcript that it touches, of an insertion those beside it.</summary>
        public int First { get; }
        /// <inheritdoc cref="First"/>
        public int Last { get; }
        /// <summary>Bases changed, by which those that begin at one place are in order.</summary>
        public int Size { get; }
        /// <summary>Without the transcript's name.</summary>
        public string Short { get; }

        /// <summary>Where it stands among the others: an insertion behind the place it follows.</summary>
        public int Begins => Name is null ? First : Change.First;

        public bool Shares(Variant other) => First <= other.Last && other.First <= Last;
    }

    sealed record Carried(Variant Variant, Phase Phase, bool IsKnown)
    {
        /// <summary>The other writes the same event whole: several bases, of which this changes some alike.</summary>
        public bool IsPartOf(Carried whole) =>
            whole.IsKnown && Variant.Name is not null && whole.Variant.Name is not null
            && (whole.Phase.On == Haplotypes.Both || Phase.On != Haplotypes.Both)
            && Variant.Change.IsPartOf(whole.Variant.Change);
    }
}
