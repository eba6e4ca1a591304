using System.Globalization;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>Genotypes for readers: what is carried first and whole, then every hot spot, then what was not examined.</summary>
sealed class GeneticsLayout(ReportGenetics genetics, CultureInfo language)
{
    /// <summary>Adds the section.</summary>
    public void AddTo(List<Block> blocks)
    {
        blocks.Add(new Heading(2, Text("genetics")));
        if (!genetics.IsExamined)
        {
            blocks.Add(new Paragraph(Text("genetics.none"), Weight.Strong));
            return;
        }
        var shown = genetics.HotSpots.Where(h => h.StatusCode != "reference" && h.Reads.Count > 0 && h.Copies != 0)
            .Concat(genetics.Variants).ToList();
        if (shown.Count == 0) blocks.Add(new Paragraph(Text("genetics.nothing-listed")));
        foreach (var variant in shown) Whole(variant, blocks);
        blocks.Add(new Heading(3, Text("hot-spots")));
        blocks.Add(new Grid([Text("variant.gene"), Text("variant"), Text("variant.zygosity"), Text("variant.status"),
            Text("variant.class")],
            [3, 6, 4, 5, 4], [.. genetics.HotSpots.Select(h => (string[])
                [h.Gene, Names(h), h.Zygosity.In(language), h.Status.In(language), h.Classification.Class.In(language)])]));
        if (genetics.NotProven.Count > 0)
            blocks.Add(new Paragraph(Text("not-proven", string.Join(Text("list"), genetics.NotProven)), Weight.Strong));
        blocks.Add(new Heading(3, Text("coverage")));
        blocks.Add(new Grid([Text("variant.gene"), Text("variant.transcript"), Text("coverage.examined")], [3, 4, 12],
            [.. genetics.Coverage.Select(c => (string[])[c.Gene, c.Transcript ?? "–", c.Text.In(language)])]));
    }

    string Text(string key, params IReadOnlyList<object> facts) => ReportTexts.Get(key, language, facts);

    string Names(ReportVariant v) => string.Join(", ",
        new[] { v.HotSpot, v.HgvsC is null ? null : v.Change.In(language), v.HgvsP }.OfType<string>().Concat(v.OlderNames.Take(2)));

    void Whole(ReportVariant v, List<Block> blocks)
    {
        blocks.Add(new Heading(3, Text("variant.head", v.Gene, v.Change.In(language), v.Zygosity.In(language))));
        var lines = new List<(string, string)>();
        Add("variant.hgvs-c", v.HgvsC);
        Add("variant.hgvs-p", v.HgvsP);
        Add("variant.older", v.OlderNames.Count == 0 ? null : string.Join(", ", v.OlderNames));
        Add("variant.hot-spot", v.HotSpot);
        Add("variant.rsid", v.Rsid);
        Add("variant.consequence", v.Consequence?.Replace("&", ", ", StringComparison.Ordinal));
        Add("variant.place", v.Place is not { } at ? null : IsSymbol(at.Alt)
            ? string.Create(CultureInfo.InvariantCulture, $"{at.Build} {at.Chrom}:{at.Pos}")
            : string.Create(CultureInfo.InvariantCulture, $"{at.Build} {at.Chrom}:{at.Pos} {at.Ref}>{at.Alt}"));
        Add("variant.status", v.Status.In(language));
        Add("variant.class", v.Classification.Source is { } by ? $"{v.Classification.Class.In(language)} ({by.In(language)})"
            : v.Classification.Class.In(language));
        Add("variant.criteria", v.Classification.Criteria.Count == 0 ? null : string.Join(", ", v.Classification.Criteria));
        Add("variant.not-evaluated", v.Classification.NotEvaluated.Count == 0 ? null : string.Join(", ", v.Classification.NotEvaluated));
        lines.AddRange(v.Reads.Select(r => (Text("variant.read", r.Sample), Text("variant.read.of", r.Status.In(language),
            r.Genotype ?? "–",
            Number(r.Depth), Number(r.Balance), Number(r.Quality)))));
        blocks.Add(new Facts(lines));

        void Add(string key, string? value)
        {
            if (value is not null) lines.Add((Text(key), value));
        }
    }

    static bool IsSymbol(string allele) => allele.AsSpan().IndexOfAny('<', '[', ']') >= 0;

    static string Number(decimal? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "–";
}
