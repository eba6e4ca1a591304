using System.Collections.Frozen;
using System.Globalization;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Hgvs;
using Xunit;

namespace Thrombophilia.Variants.Tests.Hgvs;

/// <summary>
/// Every kind of coding change against <c>bcftools csq -l</c> and <c>bcftools norm</c>: each difference has one of the
/// reasons of docs/decisions/0015.
/// </summary>
public sealed class CodingChangesTests(ITestOutputHelper output)
{
    static readonly string[] Csq = ["csq", "-l", "-f", "{folder}/ref.fa", "-g", "{folder}/transcripts.gff3"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task Every_SNV_of_every_coding_base_reads_as_bcftools_reads_it(string build)
    {
        using var changes = new CodingChanges(build);
        await Compare(changes, build, [.. changes.Snvs()]);
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task MNVs_read_as_bcftools_reads_them(string build)
    {
        using var changes = new CodingChanges(build);
        await Compare(changes, build, [.. changes.Mnvs(20_000)]);
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task Indels_inside_exons_and_across_their_borders_read_as_bcftools_reads_them(string build)
    {
        using var changes = new CodingChanges(build);
        await Compare(changes, build, [.. changes.Indels(100_000)]);
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task SNVs_in_introns_and_untranslated_parts_read_as_bcftools_reads_them(string build)
    {
        using var changes = new CodingChanges(build);
        await Compare(changes, build, [.. changes.SnvsOfTheWholeGene()]);
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task Indels_in_introns_and_untranslated_parts_and_at_borders_read_as_bcftools_reads_them(string build)
    {
        using var changes = new CodingChanges(build);
        await Compare(changes, build, [.. changes.IndelsOfTheWholeGene(200_000)]);
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task Normal_forms_are_those_of_bcftools(string build)
    {
        using var changes = new CodingChanges(build);
        CodingChange[] all =
            [.. changes.Indels(100_000), .. changes.Mnvs(20_000), .. changes.IndelsOfTheWholeGene(200_000)];
        var judged = await changes.JudgedAsync(all, ["norm", "-f", "{folder}/ref.fa"], "%POS\t%REF\t%ALT", Stop);
        var differences = all.Zip(judged).Where(pair =>
        {
            var (change, theirs) = pair;
            var contig = changes.Panel.On(build)!.On(change.Chrom)!;
            var ours = Allele.Normalise(contig, change.Pos, Ascii(change.Ref), Ascii(change.Alt));
            return theirs[0] != ours.Pos.ToString(CultureInfo.InvariantCulture) || theirs[1] != ours.Ref
                || theirs[2] != ours.Alt;
        }).ToArray();
        Assert.Empty(differences);
    }

    /// <summary>
    /// One change of each class of difference: what each side says, and that the reason is the one that
    /// docs/decisions/0015 gives it.
    /// </summary>
    [Theory]
    [InlineData("3' rule", "GRCh38", "PROC 127419937 T>TCCAGAATGTGGCAGCTCACA", "c.-5_15dup", "frameshift_variant",
        "5_prime_utr")]
    [InlineData("intron beside the splice region", "GRCh38", "PROC 127420014 T>TA", "c.70+4dup",
        "splice_region_variant&intron_variant", "splice_region")]
    [InlineData("frameshift into a stop", "GRCh38", "PROC 127419948 G>GTAATG", "c.6_7insTAATG",
        "stop_gained&frameshift_variant", "frameshift")]
    [InlineData("stop behind the first residue", "GRCh38", "PROC 127419984 GG>CT", "c.42_43delinsCT", "stop_gained",
        "missense")]
    [InlineData("nothing left is no stop", "GRCh38", "PROC 127421390 ATAGAGGAGA>A", "c.180_188del", "inframe_deletion",
        "stop_gained&inframe_deletion")]
    [InlineData("deletion into a stop", "GRCh38", "PROC 127423322 ACTGCCTAGAGGA>A", "c.450_461del",
        "stop_gained&inframe_deletion", "inframe_deletion")]
    [InlineData("across an exon's border", "GRCh38", "PROC 127419998 CACCAGCTCCTCTTGGTAAGG>C", "c.57_70+6del",
        "splice_donor_variant&coding_sequence_variant", "frameshift&splice_donor")]
    [InlineData("insertion at a border", "GRCh38", "PROC 127420012 G>GAAGC", "c.70_70+1insAAGC",
        "frameshift_variant&splice_region_variant", "splice_donor")]
    [InlineData("start codon", "GRCh38", "PROC 127419938 CCAGAA>C", "c.-4_1del", "start_lost&5_prime_UTR_variant",
        "5_prime_utr&coding_sequence")]
    [InlineData("stop codon", "GRCh38", "PROC 127428939 CACCTTAGCGACC>C", "c.1380_*5del",
        "stop_lost&3_prime_UTR_variant", "stop_lost&frameshift")]
    [InlineData("codon of another reference", "GRCh37", "F5 169519046 C>A", "c.1604G>T", "missense_variant",
        "missense")]
    public async Task A_difference_has_its_reason(string reason, string build, string vcf, string name, string ours,
    string theirs)
    {
        using var changes = new CodingChanges(build);
        var parts = vcf.Split(' ', '>');
        var gene = changes.Panel.Genes.Single(g => g.Symbol == parts[0]);
        var change = new CodingChange(gene.Symbol, gene.Chrom, int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts[2], parts[3]);
        var judged = await changes.JudgedAsync([change], Csq, "%BCSQ", Stop);
        var pair = new Answers(new VariantNamer(changes.Panel.On(build)!), change, judged[0][0]);
        Assert.Equal((reason, name, ours, theirs), (pair.Reason, pair.Name, pair.Named, judged[0][0].Split('|')[0]));
    }

    /// <summary>
    /// A stop that stays where it was is nothing gained, whatever becomes of the residues before it: judged by reading
    /// the altered sequence whole.
    /// </summary>
    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public void A_stop_is_gained_where_the_altered_sequence_ends_before_the_last_bases_of_its_own_stop(string build)
    {
        using var changes = new CodingChanges(build);
        var namer = new VariantNamer(changes.Panel.On(build)!);
        var (wrong, gained, kept) = (new List<string>(), 0, 0);
        foreach (var change in changes.Snvs().Concat(changes.Mnvs(20_000)).Concat(changes.Indels(100_000))
            .Concat(changes.AtBothEnds()))
        {
            var named = TranscriptChange.Of(namer.On(change.Gene), change.Pos, change.Ref, change.Alt);
            if (named.Kind == ChangeKind.Same
                || ChangeEffect.Of(named) is not { Coding: CodingPart.Inside, Protein: { } protein }
                || protein.Consequences.HasAny(Consequences.StartLost)) continue;
            var (coding, own) = (named.Transcript.Gene.Coding, named.Transcript.Gene.Coding.Length / 3);
            var onward = named.Transcript.Onward;
            var altered = onward[..named.CodingIndex] + named.Inserted
                + onward[(named.CodingIndex + named.Deleted.Length)..];
            var shift = named.Inserted.Length - named.Deleted.Length;
            if (shift % 3 != 0) continue;
            var stop = Enumerable.Range(0, altered.Length / 3)
                .TakeWhile(codon => altered.Substring(3 * codon, 3) is not ("TAA" or "TAG" or "TGA")).Count();
            // As many residues as before are no early end, and neither is the last codon.
            var codons = (coding.Length + shift) / 3;
            var (isLost, isEarly) = (stop >= codons && stop != own - 1, stop < codons - 1 && stop < own - 1);
            if (isEarly) gained++;
            if (!isLost && !isEarly && named.CodingIndex + named.Deleted.Length > coding.Length - 3) kept++;
            if (protein.Consequences.HasAny(Consequences.StopGained) != isEarly
                || protein.Consequences.HasAny(Consequences.StopLost) != isLost)
                wrong.Add($"{change} {named.Name()} {protein.Name} {protein.Consequences.Joined()}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n{string.Join('\n', wrong.Take(40))}");
        Assert.True(gained > 1000 && kept > 50, $"{gained} gained, {kept} kept");
    }

    static byte[] Ascii(string bases) => System.Text.Encoding.ASCII.GetBytes(bases);

    async Task Compare(CodingChanges changes, string build, IReadOnlyList<CodingChange> all)
    {
        var judged = await changes.JudgedAsync(all, Csq, "%BCSQ", Stop);
        var namer = new VariantNamer(changes.Panel.On(build)!);
        var reasons = new SortedDictionary<string, (int Count, string First)>(StringComparer.Ordinal);
        var unexplained = new List<string>();
        for (var i = 0; i < all.Count; i++)
        {
            var pair = new Answers(namer, all[i], judged[i][0]);
            var reason = pair.Agree && !pair.IsOfAnotherReference ? "same" : pair.Reason;
            if (reason is null) unexplained.Add(pair.ToString());
            else reasons[reason] = reasons.TryGetValue(reason, out var found) ? found with { Count = found.Count + 1 }
                : (1, pair.ToString());
        }
        foreach (var (reason, (count, first)) in reasons) output.WriteLine($"{count,7} {reason}, for example {first}");
        Assert.True(unexplained.Count == 0,
            $"{unexplained.Count} unexplained:\n{string.Join('\n', unexplained.Take(40))}");
    }
}

/// <summary>What we and <c>bcftools csq</c> say of one change, and why that may differ.</summary>
sealed class Answers
{
    static readonly FrozenDictionary<string, Consequences> Terms = new Dictionary<string, Consequences>
    {
        ["missense"] = Consequences.Missense,
        ["synonymous"] = Consequences.Synonymous,
        ["stop_gained"] = Consequences.StopGained,
        ["stop_lost"] = Consequences.StopLost,
        ["start_lost"] = Consequences.StartLost,
        ["frameshift"] = Consequences.Frameshift,
        ["inframe_insertion"] = Consequences.InframeInsertion,
        ["inframe_deletion"] = Consequences.InframeDeletion,
        ["inframe_altering"] = Consequences.ProteinAltering,
        ["splice_acceptor"] = Consequences.SpliceAcceptor,
        ["splice_donor"] = Consequences.SpliceDonor,
        ["splice_region"] = Consequences.SpliceRegion,
        ["stop_retained"] = Consequences.StopRetained,
        ["start_retained"] = Consequences.StartRetained,
        ["coding_sequence"] = Consequences.CodingSequence,
        ["5_prime_utr"] = Consequences.FivePrimeUtr,
        ["3_prime_utr"] = Consequences.ThreePrimeUtr,
        ["intron"] = Consequences.Intron,
    }.ToFrozenDictionary();

    readonly CodingChange change;
    readonly string judged;
    readonly TranscriptChange ours, there;
    readonly ChangeEffect effect;
    readonly Consequences theirs, named, placed;
    readonly string? was, @is;
    readonly int residue;

    public Answers(VariantNamer namer, CodingChange change, string judged)
    {
        (this.change, this.judged) = (change, judged);
        ours = TranscriptChange.Of(namer.On(change.Gene), change.Pos, change.Ref, change.Alt);
        effect = ChangeEffect.Of(ours);
        there = Placed(ours.Transcript, change.Pos, change.Ref, change.Alt);
        foreach (var entry in judged.Split(','))
        {
            var cells = entry.Split('|');
            if (cells[0] != ".") foreach (var term in cells[0].Split('&')) theirs |= Terms[term];
            if (cells.Length <= 5) continue;
            var sides = cells[5].Split('>');
            var digits = sides[0].TakeWhile(char.IsAsciiDigit).Count();
            residue = int.Parse(sides[0][..digits], CultureInfo.InvariantCulture);
            (was, @is) = (sides[0][digits..], sides.Length > 1 ? sides[1][digits..] : sides[0][digits..]);
        }
        named = effect.Consequences;
        placed = ChangeEffect.Of(there).Consequences;
        IsOfAnotherReference = ours.Kind == ChangeKind.Same
            || Enumerable.Range(there.First - 3, there.Last - there.First + 7)
            .Any(place => there.Transcript.AssemblyDiffers(place));
    }

    /// <summary>The change touches a codon that the assembly does not read as the transcript does.</summary>
    public bool IsOfAnotherReference { get; }

    public string? Name => ours.Name();

    public string? Named => named.Joined();

    /// <summary>What lies before or behind a transcript is nothing to bcftools.</summary>
    public bool Agree => theirs == (named & ~OutsideGene) && SameProtein;

    const Consequences OutsideGene = Consequences.Upstream | Consequences.Downstream;

    /// <summary>
    /// Residues at the same number, both ways of writing them trimmed to what differs. Beside a splice site nobody
    /// tells them.
    /// </summary>
    bool SameProtein =>
        was is null || @is is null || was == @is || was.Contains('?') || @is.Contains('?') || effect.Protein is null
        || Agrees(effect.Protein);

    bool Agrees(ProteinChange protein)
    {
        if (protein.Consequences.HasAny(Consequences.StartLost)) return true; // Nobody knows what is read then.
        var (first, before, after) = (residue, was!, @is!);
        while (before.Length > 0 && after.Length > 0 && before[0] == after[0])
            (first, before, after) = (first + 1, before[1..], after[1..]);
        if (protein.Consequences.HasAny(Consequences.Frameshift)) return AgreesShifted(protein, first, before, after);
        if (after is not [.., '*'])
            while (before.Length > 0 && after.Length > 0 && before[^1] == after[^1])
                (before, after) = (before[..^1], after[..^1]);
        return before.Length == 0 || after.Length == 0
            || (first == protein.Residue && before[0] == protein.Was.FirstOrDefault()
            && after[0] == protein.Is.FirstOrDefault());
    }

    /// <summary>
    /// The first residue that is another, and how far the new frame reads. Behind the coding sequence bcftools reads
    /// on, and we do not know the bases.
    /// </summary>
    static bool AgreesShifted(ProteinChange protein, int first, string before, string after) =>
        before.Length == 0 || after.Length == 0
        || (first == protein.Residue && before[0] == protein.Was[0]
        && (protein.Is.Length == 0 || after[0] == protein.Is[0])
            && (!protein.Name.Contains("fsTer", StringComparison.Ordinal)
            || protein.Name.EndsWith("fsTer?)", StringComparison.Ordinal)
                || protein.Name.EndsWith(
                string.Create(CultureInfo.InvariantCulture,
                    $"fsTer{after.IndexOf('*', StringComparison.Ordinal) + 1})"), StringComparison.Ordinal)));

    /// <summary>Why the answers differ; null for no known reason.</summary>
    public string? Reason =>
        IsOfAnotherReference ? "codon of another reference"
        : Moved && theirs == (placed & ~OutsideGene) ? "3' rule"
        : ReasonFor(named, ours) ?? (Moved && ReasonFor(placed, there) is { } reason ? $"3' rule, {reason}" : null);

    bool Moved => there.First != ours.First;

    string? ReasonFor(Consequences mine, TranscriptChange at)
    {
        if (Touches(at, 0, 3) || theirs.HasAny(Consequences.StartRetained)) return "start codon";
        if (Touches(at, at.Transcript.CodingLength - 3, at.Transcript.CodingLength) || mine.HasAny(StopKept)
            || theirs.HasAny(StopKept)) return "stop codon";
        if (theirs == (mine & ~Consequences.Intron)) return "intron beside the splice region";
        if (mine.HasAny(Consequences.Frameshift) && theirs == (mine & ~Consequences.StopGained))
            return "frameshift into a stop";
        if (mine.HasAny(Consequences.InframeDeletion) && theirs == (mine | Consequences.StopGained)
            && !ReadsIntoStop(at)) return "nothing left is no stop";
        if (mine.HasAny(Consequences.InframeDeletion) && theirs == (mine & ~Consequences.StopGained)
            && ReadsIntoStop(at)) return "deletion into a stop";
        if (mine.HasAny(Consequences.StopGained) && theirs == (mine & ~Consequences.StopGained | Consequences.Missense))
            return "stop behind the first residue";
        if (at.Deleted.Length > 0 && Crosses(at.Transcript, at.First, at.Last) && theirs.HasAny(ChangeEffect.SpliceSite)
            && mine.HasAny(ChangeEffect.SpliceSite)) return "across an exon's border";
        if (at.Deleted.Length > 0 && mine.HasAny(ChangeEffect.SpliceSite) && theirs == (mine & ~ChangeEffect.SpliceSite))
            return "splice site of an exon's untranslated end";
        if (mine.HasAny(OutsideGene) && theirs == Consequences.None) return "over the transcript's end";
        if (at.Deleted.Length == 0 && IsNearBorder(at.Transcript, at.First)) return "insertion at a border";
        return null;
    }

    /// <summary>A triplet in frame, before the transcript's own stop, ends the altered sequence.</summary>
    static bool ReadsIntoStop(TranscriptChange at)
    {
        var coding = at.Transcript.Gene.Coding;
        var index = at.Transcript.CodingIndex(at.First);
        var altered = coding[..index] + at.Inserted + coding[(index + at.Deleted.Length)..];
        return Enumerable.Range(0, altered.Length / 3 - 1)
            .Any(codon => altered.Substring(3 * codon, 3) is "TAA" or "TAG" or "TGA");
    }

    const Consequences StopKept = Consequences.StopLost | Consequences.StopRetained;

    static bool Touches(TranscriptChange at, int from, int end)
    {
        var (first, last) = at.Deleted.Length == 0 ? (at.Last, at.First) : (at.First, at.Last);
        return Enumerable.Range(first, last - first + 1)
            .Any(place => at.Transcript.CodingIndex(place) is var index && index >= from && index < end);
    }

    static bool Crosses(PlacedTranscript transcript, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(place => transcript.ExonAt(place) >= 0).Distinct().Count() == 2
        || Enumerable.Range(first, last - first + 1).Any(place => transcript.ExonAt(place) < 0);

    /// <summary>Between the bases where an exon, a splice site or a splice region ends.</summary>
    static bool IsNearBorder(PlacedTranscript transcript, int first) =>
        Enumerable.Range(0, transcript.Exons).Any(exon =>
        (first - transcript.Exon(exon).Last - 1) is -3 or 0 or 2 or 8 or -1 or -2 or 1
        || (first - transcript.Exon(exon).First) is 3 or 0 or -2 or -7 or -8 or 1 or 2 or -1);

    static TranscriptChange Placed(PlacedTranscript transcript, int pos, string refBases, string altBases)
    {
        int tail = 0, head = 0;
        while (tail < refBases.Length && tail < altBases.Length && refBases[^(tail + 1)] == altBases[^(tail + 1)])
            tail++;
        while (head < refBases.Length - tail && head < altBases.Length - tail && refBases[head] == altBases[head])
            head++;
        var (first, last) = transcript.Span(pos + head, pos + refBases.Length - tail - 1);
        string deleted = refBases[head..^tail], inserted = altBases[head..^tail];
        if (!transcript.Gene.Forward)
            (deleted, inserted) = (Bases.ReverseComplement(deleted), Bases.ReverseComplement(inserted));
        return new TranscriptChange(transcript, first, last, deleted, inserted, ChangeKind.Delins, true);
    }

    public override string ToString() =>
        $"{change.Gene} {change.Pos} {change.Ref}>{change.Alt} {ours.Name()} {effect.HgvsP} ours {named.Joined()}, "
        + $"there {placed.Joined()}, theirs {judged[..Math.Min(judged.Length, 160)]}";
}
