using System.Globalization;
using System.Text;

namespace Thrombophilia.Worker.Demo;

/// <summary>The demo's people, tubes and results as the CSV files that a hospital would import.</summary>
internal static class DemoTables
{
    public static string Subjects(Scenarios scenarios) => Csv(
        ["subject", "site", "group", "sex", "birth_year"],
        scenarios.Subjects.Select(
            s => new[] { s.Subject, scenarios.Site, s.Group, s.Sex,
                s.BirthYear.ToString(CultureInfo.InvariantCulture) }));

    public static string Consents(Scenarios scenarios) => Csv(
        ["subject", "form_version", "scopes", "signed"],
        from subject in scenarios.Subjects
        where subject.Samples.Count > 0
        // Signed at the bedside, before the first tube was taken.
        select new[] { subject.Subject, "demo", "diagnosis;storage;research;registry",
            Time(subject.Samples.Min(s => s.Collected).AddMinutes(-30)) });

    public static string Samples(Scenarios scenarios) => Csv(
        ["sample", "subject", "vcf_name", "type", "collected", "received"],
        from subject in scenarios.Subjects
        from sample in subject.Samples
        select new[] { sample.Sample, subject.Subject, "", sample.Type, Time(sample.Collected),
            Time(sample.Received) });

    public static string Assays(Scenarios scenarios) => Csv(
        ["assay_id", "sample", "analyte", "method", "value", "unit", "drawn", "states"],
        from sample in scenarios.Subjects.SelectMany(s => s.Samples)
        from assay in sample.Assays
        select new[] { assay.Id, sample.Sample, assay.Analyte, assay.Method, assay.Value, assay.Unit,
            Time(sample.Collected), sample.States });

    static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    // The demo's own values hold neither commas nor quotes.
    static string Csv(string[] columns, IEnumerable<string[]> rows) =>
        rows.Prepend(columns).Aggregate(new StringBuilder(), (text, row) => text.AppendJoin(',', row).Append('\n'))
        .ToString();
}
