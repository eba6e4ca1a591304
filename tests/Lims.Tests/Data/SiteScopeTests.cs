using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Tests.Clinic.Requests;
using Xunit;

namespace Thrombophilia.Lims.Tests.Data;

public sealed class SiteScopeTests : IDisposable
{
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Files hold samples of any site, a variant is the same everywhere, and certificates,
    // partners, numbers and the audit trail belong to none.
    static readonly string[] OfNoSite =
        ["VcfIntakes", "IntakeSamples", "Qualifications", "Counters", "AuditEntries", "AuditArchives", "ImportedRows",
            "VariantClassifications", "ClassificationDecisions", "ReportKeys", "Partners"];

    [Fact]
    public void Every_table_belongs_to_a_site_or_is_known_to_belong_to_none()
    {
        lab.As("anna", "BJ");
        Assert.Equal(
            OfNoSite.Order(StringComparer.Ordinal),
            lab.Db.Model.GetEntityTypes().Where(t => t.GetDeclaredQueryFilters().Count == 0)
                .Select(t => t.GetTableName()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_row_of_another_site_is_not_there_not_even_through_the_rows_that_refer_to_it()
    {
        await FilledAsync();
        var all = await CountsAsync();
        Assert.All(all, table => Assert.True(table.Count > 0, table.Table));

        lab.As("anna", "BJ");
        Assert.All(await CountsAsync(), table => Assert.Equal((table.Table, 0), table));

        lab.As("berta", "WH");
        Assert.Equal(all, await CountsAsync());
    }

    [Fact]
    public async Task An_import_is_shown_to_who_made_it_and_to_the_site_that_all_of_it_belongs_to()
    {
        await lab.Import(ImportKind.Subjects,
            "subject,site,group,sex,birth_year\nP1,WH,case,F,1980\nP2,BJ,case,F,1980\n");
        lab.As("anna", "WH", "BJ");
        await lab.Import(ImportKind.Subjects,
            "subject,site,group,sex,birth_year\nP3,WH,case,F,1980\nP4,BJ,case,F,1980\n");
        await lab.Import(ImportKind.Subjects, "subject,site,group,sex,birth_year\nP5,WH,case,F,1980\n");
        Assert.Equal([null, "WH"],
            await lab.Db.ImportBatches().OrderBy(b => b.Id).Select(b => b.Site).ToListAsync(Stop));
        lab.As("berta", "WH");
        Assert.Equal(["WH"], await lab.Db.ImportBatches().Select(b => b.Site).ToListAsync(Stop));
        lab.As("carl", "BJ");
        Assert.Empty(await lab.Db.ImportBatches().ToListAsync(Stop));
    }

    [Fact]
    public async Task Of_every_site_reaches_all_rows_and_per_site_gives_what_the_filter_gives()
    {
        await lab.Registered();
        lab.As("anna", "BJ");
        Assert.Equal(3, await lab.Db.Subjects().OfEverySite().CountAsync(Stop));
        lab.As("berta", "BJ", "WH");
        var parts = lab.Db.PerSite(lab.Db.Subjects(), site => s => s.Site == site);
        var found = new List<string>();
        foreach (var part in parts) found.AddRange(await part.Select(s => s.Code).ToListAsync(Stop));
        Assert.Equal(await lab.Db.Subjects().Select(s => s.Code).Order().ToListAsync(Stop), found.Order());
    }

    // A row in every table that belongs to a site, all of them of WH.
    async Task FilledAsync()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        await lab.Import(ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,100,%,,none\n");
        var controls = new Lims.Laboratory.Controls.ControlService(lab.Writes, Knowledge.Cases.Clinical);
        var lot = await controls.RegisterAsync(
            new("WH", "CS1", "QC1", "PC", "chromogenic", "normal", 100, 5, new(2027, 1, 31)), Stop);
        await controls.RecordAsync(lot.PublicId, "R1", "100", null, Stop);
        var subject = await lab.Db.Subjects().SingleAsync(s => s.Code == "P1", Stop);
        await lab.Subjects.IdentifyAsync(subject.PublicId, new Identity("Name", null, null, null),
            new PersonalDataCipher(t => t, t => t, new byte[32]), Stop);
        await lab.Import(ImportKind.Facts, "subject,fact,value,observed,origin\nP1,mechanical_valve,false,2026-05-01,record\n");
        await lab.Import(ImportKind.Facts, "subject,fact,value,observed,origin\nP1,purpura_fulminans,true,2026-06-01,record\n");
        await new Lims.Clinic.Notices.NoticeService(lab.Writes).AcknowledgeAsync(
            (await lab.Db.Set<Lims.Clinic.Notices.CriticalNotice>().SingleAsync(Stop)).PublicId,
            new(Lims.Clinic.Notices.NoticeWay.Portal, null, null, false, "seen"), Stop);
        await lab.Analysers.RegisterAsync("ACL1", "WH", new()
        {
            Name = "x",
            SampleColumn = "a",
            TestColumn = "b",
            ValueColumn = "c",
            Tests = "x = ignore"
        }, Stop);
        var family = await lab.Families.RegisterAsync("F1", "WH", Stop);
        await lab.Families.AddAsync(family.PublicId, new MemberEntry("I-1", Lims.Kernel.Sex.F, null, false), Stop);
        var tubes = await lab.Received(subject, "dna", 1, 1, 1);
        var site = await lab.Storage.AddAsync(null, StorageKind.Site, "WH", "WH", null, null, Stop);
        await lab.Storage.AddAsync(null, StorageKind.Site, "HZ", "HZ", null, null, Stop);
        var box = await lab.Storage.AddAsync(site.PublicId, StorageKind.Box, "A", null, 2, 2, Stop);
        await lab.Storage.PlaceAsync(tubes[0].Code, null, box.PublicId, null, Stop);
        await lab.Storage.TooWarmAsync(site.PublicId, GivenLims.Now.AddHours(-2), GivenLims.Now.AddHours(-1), -20,
            null, Stop);
        await lab.Shipments.SendAsync("WH", "HZ", [tubes[1].Code], null, Stop);
        await new Lims.Biobank.Transfers.DistributionService(lab.Writes, Knowledge.Biobank).RequestAsync("WH", "x", "y",
            [tubes[2].Code], Stop);
        var order = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["genetics"]), Stop);
        await lab.Orders.UseAsync(order.PublicId,
            await lab.Db.Samples().Where(s => s.Code == "S1").Select(s => s.PublicId).SingleAsync(Stop), Stop);
        var consultation = await lab.Consultations.AskAsync(GivenRequest.Consultation(subject), Stop);
        await lab.Consultations.MeetAsync(consultation.PublicId, null, "Dr Li", Stop);
        await lab.Consultations.DecideAsync(consultation.PublicId, "repeat", "Dr Li", new(2026, 7, 1), Stop);
        await lab.Referrals.SendAsync(GivenRequest.Referral(subject,
            await lab.Referrals.RegisterAsync("General", Lims.Clinic.Requests.Referrals.PartnerKind.Hospital, "phone", null, Stop)), Stop);
        var conclusion =
            await lab.Db.Set<Lims.Clinic.Conclusions.Conclusion>().Where(c => c.ForReport).OrderByDescending(c => c.Id)
            .FirstAsync(Stop);
        await lab.SignAsync(conclusion.PublicId);
        await new Lims.Biobank.Staff.StaffService(lab.Writes).CertifyAsync("bo", Lims.Biobank.Staff.LabTask.SecondReading, "C-1",
            new DateOnly(2099, 1, 1), Stop);
        var reports = new Lims.Clinic.Reports.ReportService(lab.Writes);
        await reports.HeadAsync(new("WH", "Hospital", "医院", "Department", "科室", null, null, null), Stop);
        lab.As("bo");
        await lab.SignAsync(conclusion.PublicId);
        reports = new(lab.Writes);
        var report = await lab.Db.Set<Lims.Clinic.Reports.Report>().SingleAsync(Stop);
        await reports.LogAsync(report.PublicId, Lims.Clinic.Reports.Printing.ReportFormat.Html, "en", false, "aa", Stop);
        await reports.WithdrawAsync(report.PublicId, "why", Stop);
        await new Lims.Clinic.Review.LabRequests.LabRequestService(lab.Writes, Knowledge.Cases.Review, Knowledge.Biobank).AskAsync(
            subject.PublicId, new(Lims.Clinic.Review.LabRequests.LabRequestKind.Sanger, "x", "y", true, null), Stop);
    }

    async Task<List<(string Table, int Count)>> CountsAsync()
    {
        var counts = new List<(string, int)>();
        foreach (var table in lab.Db.Model.GetEntityTypes().Where(t => !OfNoSite.Contains(t.GetTableName())))
        {
            var count =
                typeof(SiteScopeTests).GetMethod(nameof(CountAsync),
                System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(table.ClrType);
            counts.Add((table.GetTableName()!, await (Task<int>)count.Invoke(null, [lab.Db])!));
        }
        return [.. counts.OrderBy(c => c.Item1, StringComparer.Ordinal)];
    }

    // The second site of the shipment is no row of WH.
    static Task<int> CountAsync<T>(LimsDb db) where T : class => db.Set<T>() is IQueryable<StorageUnit> units
        ? units.CountAsync(u => u.Site != "HZ", Stop)
        : db.Set<T>().CountAsync(Stop);

    public void Dispose() => lab.Dispose();
}
