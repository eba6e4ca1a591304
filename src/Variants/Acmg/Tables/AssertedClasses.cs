namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>The class of an assertion, from the words of its source.</summary>
static class AssertedClasses
{
    static readonly char[] Between = ['|', '/', ',', ';', '&'];

    /// <summary>
    /// The class of one or more words (<c>Benign/Likely_benign</c>, <c>Pathogenic|risk_factor</c>): of two on one side
    /// the weaker, of two sides <c>conflicting</c>; null where none of them grades.
    /// </summary>
    public static string? Of(string words) => Joined(words.Split(Between).Select(One).OfType<string>());

    /// <summary>The same of classes.</summary>
    public static string? Joined(IEnumerable<string> classes)
    {
        var all = classes.ToHashSet();
        // A risk factor says nothing against a class.
        if (all.Count > 1) all.Remove("risk-allele");
        return all.Count < 2 ? all.SingleOrDefault()
            : all.IsSubsetOf(["pathogenic", "likely-pathogenic"]) ? "likely-pathogenic"
            : all.IsSubsetOf(["benign", "likely-benign"]) ? "likely-benign" : "conflicting";
    }

    static string? One(string word) => word.Trim(' ', '_').Replace('_', ' ').ToLowerInvariant() switch
    {
        "pathogenic" => "pathogenic",
        "likely pathogenic" => "likely-pathogenic",
        "uncertain significance" => "uncertain",
        "likely benign" => "likely-benign",
        "benign" => "benign",
        "risk factor" or "likely risk allele" or "established risk allele" or "uncertain risk allele" => "risk-allele",
        var other when other.StartsWith("conflicting", StringComparison.Ordinal) => "conflicting",
        _ => null
    };
}
