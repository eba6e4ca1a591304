using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Reports;

/// <summary>Persons who were examined, and two people who may sign.</summary>
sealed class GivenReports : IDisposable
{
    const string Assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n";
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public GivenLims Lab { get; } = new();

    /// <summary>P1 of WH, a case, with the sample S1; mei and bo may sign.</summary>
    public async Task<GivenReports> RegisteredAsync()
    {
        await Lab.Registered();
        foreach (var (person, task) in new[] { ("mei", LabTask.FirstReading), ("bo", LabTask.SecondReading) })
            await new StaffService(Lab.Writes).CertifyAsync(person, task, "C-1", new DateOnly(2099, 1, 1), Stop);
        return this;
    }

    /// <summary>
    /// A file in which S1 carries these copies of hot spots (less than none: not read) and these other variants, and nothing else.
    /// </summary>
    public async Task ReadAsync(IReadOnlyDictionary<string, int> copies, params PanelCall[] others)
    {
        var calls = GivenLims.Calls("S1").Select(c => c.Call.HotSpot is { } id && copies.TryGetValue(id, out var n)
            ? new SampleCall(c.Sample, n < 0 ? c.Call with { Copies = null, Status = CallStatus.NoCall, Genotype = "./." } : c.Call with
            {
                Copies = n,
                Status = CallStatus.Called,
                Genotype = n == 1 ? "0/1" : "1/1",
                Depth = 84,
                AlleleBalance = n == 1 ? 0.4881 : 1,
                GenotypeQuality = 99,
            }) : c);
        await Lab.Complete(await Lab.Begin(), calls.Concat(others.Select(o => new SampleCall("S1", o))), "S1");
    }

    /// <summary>Rows of results of S1: id, analyte, method, value, unit, drawn, states.</summary>
    public async Task MeasureAsync(params string[] rows)
    {
        var report = await Lab.Import(ImportKind.Assays, Assays + string.Concat(rows.Select(r => r.Insert(r.IndexOf(',') + 1,
            "S1,") + "\n")));
        Assert.Equal(rows.Length, report.Written);
    }

    /// <summary>Both sign the newest conclusion of P1.</summary>
    public async Task<Report> SignAsync(string? remark = null)
    {
        foreach (var who in new[] { "mei", "bo" })
        {
            Lab.As(who);
            var newest = await Lab.Db.Conclusions().OrderByDescending(c => c.Id).FirstAsync(Stop);
            await Lab.SignAsync(newest.PublicId, remark);
        }
        return await Lab.Db.Reports().AsNoTracking().OrderByDescending(r => r.Id).FirstAsync(Stop);
    }

    /// <summary>The request that prints a report while it is current.</summary>
    public static PrintRequest RequestOf(Report report, string language) => new(report.Read(), SealOf(report),
        ReportState.Of(report.Version, null, null, report.Version), TimeZoneInfo.Utc, CultureInfo.GetCultureInfo(language));

    public static ReportSeal SealOf(Report report) => new(report.Sha256, report.Signature, report.KeyId);

    /// <summary>Everything that a report prints in a language, one block after the other, without what differs at each run.</summary>
    public string TextOf(Report report, string language) => TextOf(report.Read(), SealOf(report),
        ReportState.Of(report.Version, null, null, report.Version), language)
        .Replace(report.Sha256, "SHA256", StringComparison.Ordinal).Replace(report.Signature, "SIGNATURE", StringComparison.Ordinal)
        .Replace(Lab.ReportKey.Id, "KEY", StringComparison.Ordinal).Replace(report.Read().Conclusion.Id.ToString(),
            "CONCLUSION", StringComparison.Ordinal)
        .Replace(GivenLims.Software, "SOFTWARE", StringComparison.Ordinal)
        .Replace(report.Read().Provenance.RulesSha256, "RULES", StringComparison.Ordinal)
        .Replace(string.Join(", ", report.Read().Provenance.Tables.Select(t => $"{t.Id} {t.Version}")), "TABLES",
            StringComparison.Ordinal);

    public static string TextOf(ReportContent content, ReportSeal? seal, ReportState? state, string language) =>
        TextOf(ReportLayout.Of(new(content, seal, state, TimeZoneInfo.Utc, CultureInfo.GetCultureInfo(language))));

    /// <summary>Everything that a document prints.</summary>
    public static string TextOf(ReportDocument document) => string.Join('\n',
        new[] { string.Join('\n', document.Issuer), document.Title }.Concat(document.Blocks.Select(block => block switch
        {
            Heading h => new string('#', h.Level) + " " + h.Text,
            Paragraph { Weight: Weight.Alarm } p => "!! " + p.Text,
            Paragraph p => p.Text,
            Bullets list => string.Join('\n', list.Lines.Select(line => "- " + line.Text + (line.Beside.Length > 0
                ? $" [{line.Beside}]" : ""))),
            Facts facts => string.Join('\n', facts.Lines.Select(line => $"{line.Name}: {line.Value}")),
            Grid grid => string.Join('\n', grid.Rows.Prepend(grid.Head).Select(row => string.Join(" | ", row))),
            _ => "",
        }))) + "\n";

    public void Dispose() => Lab.Dispose();
}
