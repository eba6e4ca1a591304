using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests;

public sealed class SubjectFileQueriesTests : IDisposable
{
    readonly GivenLims lab = new();
    readonly PersonalDataCipher cipher = new(t => $"<{t}>", t => t[1..^1], new byte[32]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task What_happened_to_a_sample_stands_in_order_from_its_order_to_what_was_concluded_and_signed()
    {
        var subject = await ConcludedAsync();
        await lab.Tubes.ReceiveAsync(new SampleEntry(subject, "S9", "dna", Moment.Of(Now.AddHours(-2)),
            Moment.Of(Now.AddHours(-1)), null, [5m], Moment.Of(Now.AddDays(-1)), "Dr. Li"), Stop);
        await SignAsync();

        var file = (await FindAsync(subject))!;
        Assert.Equal(["S9", "S1"], file.Samples.Select(s => s.Sample.Code));
        var tube = Assert.Single(file.Samples[0].Tubes).Code;
        Assert.Equal(
            [
                (SampleStepKind.Ordered, "Dr. Li", "", null, 0), (SampleStepKind.Collected, "", "", null, 0),
                (SampleStepKind.Received, "", "", null, 0),
                (SampleStepKind.Tube, "system", tube, TubeEventKind.Received, 0),
                (SampleStepKind.Concluded, "system", "", null, 1), (SampleStepKind.SignedOff, "system", "", null, 1),
            ],
            file.Samples[0].Steps.Select(s => (s.Kind, s.By, s.Tube, s.Event, s.Number)));
        // Nobody recorded an order of the other one; a file with it was taken in.
        Assert.Equal(
            [SampleStepKind.Collected, SampleStepKind.Received, SampleStepKind.Read, SampleStepKind.Concluded,
                SampleStepKind.SignedOff], file.Samples[1].Steps.Select(s => s.Kind));
        var issued = await lab.Db.Conclusions().SingleAsync(Stop);
        Assert.Equal([(issued.PublicId, 1)], file.Conclusions.Select(c => (c.Id, c.Version)));
    }

    [Fact]
    public async Task The_newest_form_stands_first_and_counts_whenever_it_was_recorded()
    {
        await lab.Registered();
        var subject = await PersonAsync();
        await lab.Subjects.ConsentAsync(subject, "2.0", ConsentScopes.Diagnosis, Now.AddDays(-1), Stop);
        await lab.Subjects.ConsentAsync(subject, "1.5", ConsentScopes.Storage, Now.AddDays(-2), Stop);
        var file = (await FindAsync(subject))!;
        Assert.Equal(["2.0", "1.5", "1.0"], file.Consents.Select(c => c.FormVersion));
        Assert.Same(file.Consents[0], file.Newest);
        Assert.Empty(file.Conclusions);
        Assert.Null(file.Family);
    }

    [Fact]
    public async Task A_tube_that_was_sent_to_another_site_still_stands_in_the_file()
    {
        var subject = await ConcludedAsync();
        var (_, tubes) = await lab.Tubes.ReceiveAsync(new SampleEntry(subject, "S9", "dna", null, Moment.Of(Now), null,
            [5m, 5m]), Stop);
        await lab.Storage.AddAsync(null, StorageKind.Site, "HZ", "HZ", null, null, Stop);
        var shipment = await lab.Shipments.SendAsync("WH", "HZ", [tubes[1].Code], null, Stop);
        await lab.Shipments.ConfirmAsync(shipment.PublicId, tubes[1].Code, ShippedState.Arrived, Stop);

        lab.As("berta", "WH");
        var file = (await FindAsync(subject))!;
        Assert.Equal([(tubes[0].Code, "WH"), (tubes[1].Code, "HZ")],
            file.Samples[0].Tubes.Select(t => (t.Code, t.Site)));
        lab.As("anna", "HZ");
        Assert.Null(await FindAsync(subject));
    }

    [Fact]
    public async Task Who_the_person_is_stands_in_it_only_for_whoever_asks_for_that()
    {
        await lab.Registered();
        var subject = await PersonAsync();
        Assert.Null((await FindAsync(subject, withIdentity: true))!.Identity);
        var identity = new Identity("Li Na", "110", new DateOnly(1980, 2, 29), null);
        await lab.Subjects.IdentifyAsync(subject, identity, cipher, Stop);
        Assert.Null((await FindAsync(subject))!.Identity);
        Assert.Equal(identity, (await FindAsync(subject, withIdentity: true))!.Identity);
    }

    [Fact]
    public async Task A_member_of_a_family_is_named_by_the_label_of_the_pedigree()
    {
        await lab.Registered();
        var family = await lab.Families.RegisterAsync("F1", "WH", Stop);
        await lab.Families.AddAsync(family.PublicId,
            new MemberEntry("II-1", Lims.Kernel.Sex.F, true, false, Subject: "P1"), Stop);
        var place = (await FindAsync(await PersonAsync()))!.Family!;
        Assert.Equal(("F1", "II-1"), (place.Family.Code, place.Label));
    }

    [Fact]
    public async Task A_conclusion_that_is_only_for_the_registry_does_not_stand_in_it()
    {
        var person = await lab.Consented("P1", scopes: ConsentScopes.Research | ConsentScopes.Registry);
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        await lab.Import(ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + "A1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none\n");
        Assert.Equal(1, await lab.Db.Conclusions().CountAsync(Stop));
        var file = (await FindAsync(person.PublicId))!;
        Assert.Empty(file.Conclusions);
        Assert.Empty(Assert.Single(file.Samples).Steps);
    }

    // P1 of WH with the sample S1, of which a file was taken in.
    async Task<Guid> ConcludedAsync()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), Calls("S1"), "S1");
        return await PersonAsync();
    }

    async Task SignAsync() => await lab.SignAsync(await lab.Db.Conclusions().Select(c => c.PublicId).SingleAsync(Stop));

    Task<Guid> PersonAsync() => lab.Db.Subjects().Where(s => s.Code == "P1").Select(s => s.PublicId).SingleAsync(Stop);

    Task<SubjectFile?> FindAsync(Guid subject, bool withIdentity = false) =>
        new SubjectFileQueries(lab.Db, new SubjectQueries(lab.Db, cipher)).FindAsync(subject, withIdentity, Stop);
}
