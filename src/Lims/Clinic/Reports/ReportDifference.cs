using Thrombophilia.Lims.Decisions;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>How a sentence or row differs between two versions.</summary>
public enum ReportChangeKind
{
    /// <summary>It was not there before.</summary>
    Came,
    /// <summary>It is not there any more.</summary>
    Went,
    /// <summary>It says something else.</summary>
    Changed,
}

/// <summary>A sentence or row in which two versions differ.</summary>
/// <param name="Kind">How.</param>
/// <param name="Part">Where it stands.</param>
/// <param name="Before">What it said; null where it was not there.</param>
/// <param name="After">What it says; null where it is not there.</param>
public sealed record ReportChange(ReportChangeKind Kind, Words Part, Words? Before, Words? After);

/// <summary>What differs between two versions of a report: every sentence and row that came, went or changed.</summary>
static class ReportDifference
{
    /// <summary>The changes, in the order of the report; what went stands where it stood.</summary>
    public static IReadOnlyList<ReportChange> Between(ReportContent before, ReportContent after)
    {
        var (old, now) = (Keyed(before), Keyed(after));
        var changes = new List<ReportChange>();
        foreach (var part in now.Select(e => e.Part).Concat(old.Select(e => e.Part)).Distinct())
        {
            var (was, @is) = (Of(old, part), Of(now, part));
            foreach (var (key, text) in @is)
                if (!was.TryGetValue(key, out var earlier)) changes.Add(new(ReportChangeKind.Came, ReportTexts.Of(part), null, text));
                else if (earlier != text) changes.Add(new(ReportChangeKind.Changed, ReportTexts.Of(part), earlier, text));
            changes.AddRange(was.Where(e => !@is.ContainsKey(e.Key))
                .Select(e => new ReportChange(ReportChangeKind.Went, ReportTexts.Of(part), e.Value, null)));
        }
        return changes;

        static Dictionary<string, Words> Of(List<Entry> entries, string part) =>
            entries.Where(e => e.Part == part).DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Text, StringComparer.Ordinal);
    }

    sealed record Entry(string Part, string Key, Words Text);

    // A part by the key of its heading; within it a sentence by its own words, everything else by what identifies it.
    static List<Entry> Keyed(ReportContent c)
    {
        var all = new List<Entry>();
        void Add(string part, string key, Words text) => all.Add(new(part, key, text));
        void Sentences(string part, IEnumerable<Words> texts)
        {
            foreach (var text in texts) Add(part, text.English, text);
        }

        if (c.Head is { } head) Add("head", "", Joined(head.Hospital, head.Department, head.Address, Words.Same(head.Phone)));
        Add("person.group", "", Joined(c.Person.Group, c.Person.Sex, Words.Same($"{c.Person.BirthYear}")));
        foreach (var s in c.Samples)
            Add("samples", s.Code, Joined(Words.Same(s.Code), s.Type, Words.Same(s.Collected ?? "–"), Words.Same(s.Received ?? "–")));
        Sentences("conclusion.urgent", c.Conclusion.Urgent.Select(u => u.Text));
        if (c.Conclusion.Headline is { } headline) Add("conclusion.headline", "", headline.Text);
        Sentences("conclusion", c.Conclusion.Statements.Select(s => s.Text));
        foreach (var v in c.Genetics.HotSpots.Concat(c.Genetics.Variants))
            Add("genetics", $"{v.Gene} {v.HotSpot ?? v.HgvsC ?? v.Change.English}",
                Joined(Words.Same(v.Gene), v.Change, v.Zygosity, v.Status, v.Classification.Class, Words.Same(string.Join(", ",
                    v.Classification.Criteria))));
        foreach (var g in c.Genetics.Coverage) Add("coverage", g.Gene, Joined(Words.Same(g.Gene), g.Text));
        foreach (var a in c.Assays)
            Add("assays", a.Id, Joined(a.Name, Words.Same($"{a.Comparator}{a.Value} {a.Unit} [{a.Id}]"), a.Reading));
        Sentences("limits", c.Limits);
        var advice = c.Advice;
        if (advice.Standing is { } standing) Add("advice", "", standing);
        foreach (var o in advice.Options)
            Add("advice", o.Claim.Row, Words.List(new[] { o.Claim.Text, o.Offered, o.Withheld,
                o.Duration }.OfType<Words>().Concat(o.Cautions)));
        foreach (var (part, kept) in new[] { ("advice.excluded", advice.Excluded), ("advice.open", advice.Open),
            ("advice.restricted", advice.Restricted) })
            foreach (var k in kept) Add(part, k.Classes.English, Joined(k.Classes, k.Why));
        Sentences("advice.in-pregnancy", advice.Pregnancy.Select(p => p.Text));
        Sentences("advice.relatives", advice.Relatives.Select(r => r.Text));
        foreach (var s in advice.Scores) Add("scores", s.Id, Joined(s.Name, Words.Same($"{s.From}–{s.To}")));
        Add("provenance.panel", "", Words.Same($"{c.Provenance.Panel.Id} {c.Provenance.Panel.Version}"));
        Add("provenance.rules", "", Words.Same($"{c.Provenance.Rules.Id} {c.Provenance.Rules.Version}"));
        return all;
    }

    static Words Joined(params ReadOnlySpan<Words> parts)
    {
        var all = parts.ToArray().Where(p => p.English.Length > 0).ToList();
        return new(string.Join("; ", all.Select(p => p.English)), string.Join('；', all.Select(p => p.Chinese)));
    }
}
