using System.Globalization;
using Thrombophilia.Lims.Decisions;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>Options for the physician for readers, in the order of the page of the options.</summary>
sealed class AdviceLayout(ReportAdvice advice, CultureInfo language)
{
    /// <summary>Adds the section.</summary>
    public void AddTo(List<Block> blocks)
    {
        blocks.Add(new Heading(2, Text("advice")));
        blocks.Add(new Paragraph(Text("advice.about", advice.AsOf), Weight.Quiet));
        if (advice.Standing is { } standing) blocks.Add(new Paragraph(standing.In(language), Weight.Strong));
        foreach (var option in advice.Options)
        {
            blocks.Add(new Heading(3, Sentence(option.Claim)));
            List<string> lines = [.. option.Cautions.Select(In)];
            if (option.Duration is { } duration) lines.Insert(0, Text("advice.duration", In(duration)));
            if (option.Withheld is { } withheld) lines.Insert(0, Text("advice.withheld", In(withheld)));
            if (option.Offered is { } offered) lines.Insert(0, Text("advice.offer", In(offered)));
            blocks.Add(new Bullets([.. lines.Select(line => new BulletLine(line)),
                new BulletLine(Text("advice.source", string.Join(", ", option.Claim.Sources), option.Claim.Grade, option.Claim.Row))]));
        }
        Kept("advice.excluded", advice.Excluded, "advice.kept");
        Kept("advice.open", advice.Open, "advice.kept-open");
        Kept("advice.restricted", advice.Restricted, "advice.kept");
        foreach (var (title, facts) in new[] { ("advice.ask", advice.ToAsk), ("advice.examine", advice.ToExamine) })
        {
            if (facts.Count == 0) continue;
            blocks.Add(new Heading(3, Text(title)));
            blocks.Add(new Paragraph(string.Join(Text("list"), facts.Select(f => f.In(language)))));
        }
        List("advice.conflicts", [.. advice.Conflicts.Select(c => new BulletLine(Text("advice.conflict", In(c.Topic), In(c.One),
            string.Join(", ", c.OneSources), In(c.Other), string.Join(", ", c.OtherSources))))]);
        List("advice.in-pregnancy", [.. advice.Pregnancy.Select(Claim)]);
        List("advice.relatives", [.. advice.Relatives.Select(Claim)]);
        if (advice.Scores.Count > 0)
        {
            blocks.Add(new Heading(3, Text("scores")));
            blocks.Add(new Grid([Text("score"), Text("score.points"), Text("score.answered"), Text("score.band")], [7, 2, 3, 7],
                [.. advice.Scores.Select(s => (string[])[In(s.Name), s.From == s.To ? Number(s.From) : $"{Number(s.From)}–{Number(s.To)}",
                    Text("score.answered.of", s.Answered, s.Items), s.Band is { } band ? In(band) : Text("score.open")])]));
        }
        List("citations", [.. advice.Citations.Select(c => new BulletLine($"{c.Id}: {c.Citation}"))]);

        void List(string title, List<BulletLine> lines)
        {
            if (lines.Count == 0) return;
            blocks.Add(new Heading(3, Text(title)));
            blocks.Add(new Bullets(lines));
        }

        void Kept(string title, IReadOnlyList<ReportKept> kept, string line) => List(title,
            [.. kept.Select(k => new BulletLine(Text(line, In(k.Classes), In(k.Why)), string.Join(", ", k.Rows)))]);
    }

    string Text(string key, params IReadOnlyList<object> facts) => ReportTexts.Get(key, language, facts);

    string In(Words words) => words.In(language) is { Length: > 0 } text ? char.ToUpperInvariant(text[0]) + text[1..] : "";

    string Sentence(ReportClaim claim) => In(claim.Text) + (claim.IsToBeConfirmed ? Text("advice.to-be-confirmed") : "");

    BulletLine Claim(ReportClaim claim) => new(Sentence(claim), $"{string.Join(", ", claim.Sources)}, {claim.Grade}, {claim.Row}");

    static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
