using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Reports;
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

    /// <summary>A file in which S1 carries these copies of hot spots and these other variants, and nothing else.</summary>
    public async Task ReadAsync(IReadOnlyDictionary<string, int> copies, params PanelCall[] others)
    {
        var calls = GivenLims.Calls("S1").Select(c => c.Call.HotSpot is { } id && copies.TryGetValue(id, out var n)
            ? new SampleCall(c.Sample, c.Call with
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
        var report = await Lab.Import(ImportKind.Assays, Assays + string.Concat(rows.Select(r => r.Insert(r.IndexOf(',') + 1, "S1,") + "\n")));
        Assert.Equal(rows.Length, report.Written);
    }

    /// <summary>Both sign the newest conclusion of P1.</summary>
    public async Task<Report> SignAsync(string? remark = null)
    {
        foreach (var who in new[] { "mei", "bo" })
        {
            Lab.As(who);
            var newest = await Lab.Db.Conclusions().OrderByDescending(c => c.Id).FirstAsync(Stop);
            await Lab.Reviews.SignAsync(newest.PublicId, remark, Stop);
        }
        return await Lab.Db.Reports().AsNoTracking().OrderByDescending(r => r.Id).FirstAsync(Stop);
    }

    public void Dispose() => Lab.Dispose();
}
