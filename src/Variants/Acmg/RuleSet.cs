using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>Who decided the rules.</summary>
public enum Authority
{
    /// <summary>An expert panel published them for the gene.</summary>
    ExpertPanel,
    /// <summary>No panel has: the laboratory defines them, and every result says so.</summary>
    Laboratory,
}

/// <summary>The ACMG/AMP criteria of one gene, as data: one published version of <c>panels/acmg</c>.</summary>
sealed class RuleSet
{
    readonly CriterionRule[] criteria;

    RuleSet(StrictJson j)
    {
        (Id, Version, Gene, Transcript, Title, Disease) = (j.Text("id"), j.Text("version"), j.Text("gene"),
            j.Text("transcript"), j.Text("title"), j.TextOrNull("disease"));
        Authority = j.Text("authority") switch
        {
            "expert-panel" => Authority.ExpertPanel,
            "laboratory" => Authority.Laboratory,
            _ => throw j.Wrong("'expert-panel' or 'laboratory'", "authority")
        };
        IsPartial = j.Flag("partial");
        Condition = j.TextOrNull("condition") ?? Disease;
        _ = j.TextOrNull("note");
        Sources = j.List("sources", Source.Of);
        string[] known = [.. Sources.Select(s => s.Id)];
        criteria = j.List("criteria", c => CriterionRule.Of(c, known));
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in criteria)
        {
            if (!codes.Add(rule.Code)) throw j.Wrong($"{rule.Code} once");
            foreach (var other in rule.ExcludedBy)
                if (criteria.SingleOrDefault(c => c.Code == other) is not { ExcludedBy.Count: 0 })
                    throw j.Wrong($"a criterion that nothing excludes for {rule.Code}", "excludedBy");
        }
    }

    /// <summary>For example <c>serpinc1-clingen</c>.</summary>
    public string Id { get; }
    /// <summary>Published content never changes under a version.</summary>
    public string Version { get; }
    /// <summary>HGNC symbol.</summary>
    public string Gene { get; }
    /// <summary>The transcript that its names and residues are of.</summary>
    public string Transcript { get; }
    /// <summary>For people.</summary>
    public string Title { get; }
    /// <summary>MONDO id; null where the rules name none.</summary>
    public string? Disease { get; }
    /// <summary>
    /// The disease for which a variant is judged, as results print it: a word of the rule set's own, else the MONDO id.
    /// </summary>
    public string? Condition { get; }
    /// <summary>Who decided the rules.</summary>
    public Authority Authority { get; }
    /// <summary>Parts of the published rules are not known here: never used unless it is asked for by name.</summary>
    public bool IsPartial { get; }
    /// <summary>Where the rules come from.</summary>
    public IReadOnlyList<Source> Sources { get; }
    /// <summary>Codes of all its criteria, in its own order.</summary>
    public IEnumerable<string> Codes => criteria.Select(c => c.Code);
    /// <summary>Id and version, as results print them.</summary>
    public string Text => $"{Id}@{Version}";
    /// <summary>Over the file, lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";
    /// <summary>Its criteria, in its own order.</summary>
    public IReadOnlyList<CriterionRule> Criteria => criteria;

    /// <summary>Reads a rule set and holds its names and residues against the transcript.</summary>
    /// <exception cref="InvalidDataException">Something in it is not understood, or contradicts itself or the
    /// transcript.</exception>
    internal static RuleSet Read(KnowledgeFile file, VariantNamer namer)
    {
        var (set, name) = (file.Read(j => new RuleSet(j)), file.Name);
        set.Sha256 = file.ListedSha256;
        var transcript = namer.On(set.Gene);
        if (transcript.Gene.Transcript != set.Transcript)
            throw new InvalidDataException(
                $"{name}: the panel's transcript is {transcript.Gene.Transcript}, not {set.Transcript}.");
        var protein = transcript.Protein;
        foreach (var rule in set.criteria)
        {
            if (rule is FrequencyRule { Exceptions: var exceptions })
                foreach (var exception in exceptions)
                    if (TranscriptChange.Read(transcript, exception)?.Name() != exception)
                        throw new InvalidDataException($"{name}: '{exception}' is no name of {set.Transcript}.");
            if (rule is ResiduesRule { Residues: var residues })
                foreach (var residue in residues)
                    if (residue.Number < 1 || residue.Number > protein.Length
                        || protein[residue.Number - 1] != residue.AminoAcid)
                        throw new InvalidDataException(
                            $"{name}: residue {residue.Number} of {set.Transcript} is not {Protein.Name(residue.AminoAcid)}.");
        }
        return set;
    }

    /// <summary>Its criteria as they are asked of a kind of variant, where there are these tables.</summary>
    internal AskedRules Of(VariantKinds kind, BuildTables tables) => new(criteria, kind, tables);
}
