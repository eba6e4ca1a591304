using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Entries;
using Xunit;

namespace Thrombophilia.Lims.Tests.Data;

public sealed class LimsDbTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public void No_change_of_the_model_waits_for_a_migration() =>
    Assert.False(lab.Db.Database.HasPendingModelChanges());

    [Fact]
    public void Nobody_else_on_the_machine_reads_the_database()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        foreach (var file in Directory.GetFiles(lab.Folder, "thrombophilia.db*"))
            if (!OperatingSystem.IsWindows())
                Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite),
                    (file, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task An_existing_database_is_carried_over_with_its_data()
    {
        await lab.Registered();
        lab.Reopen();
        Assert.Empty(await lab.Db.Database.GetPendingMigrationsAsync(Stop));
        Assert.Equal(["P1", "P2", "P3"],
            await lab.Db.Subjects().OrderBy(s => s.Code).Select(s => s.Code).ToListAsync(Stop));
    }

    /// <summary>
    /// Made by the demo of the version before the biobank; its persons, samples and results are invented.
    /// </summary>
    [Fact]
    public async Task A_database_from_before_the_biobank_keeps_its_rows_and_allows_nothing_new()
    {
        using var upgraded = new GivenLims(
            folder =>
                File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", "Sqlite", "before-biobank.db"),
                Path.Combine(folder, "thrombophilia.db")));
        var db = upgraded.Db;
        Assert.Equal((40, 84, 136, 445, 76, 72, 13, 38),
            (await db.Subjects().CountAsync(Stop), await db.Samples().CountAsync(Stop),
                await db.AssayResults().CountAsync(Stop), await db.Findings().CountAsync(Stop),
            await db.Conclusions().CountAsync(Stop), await db.RegistryEntries().CountAsync(Stop),
                await db.VcfIntakes().CountAsync(Stop), await db.IntakeSamples().CountAsync(Stop)));
        Assert.All(await db.Subjects().ToListAsync(Stop),
            s => Assert.Equal((Transplant.NotRecorded, null), (s.Transplant, s.Enrolment)));
        var subject = await db.Subjects().OrderBy(s => s.Id).FirstAsync(Stop);
        Assert.Equal("consent-not-recorded", await GivenLims.Refused(() => upgraded.Received(subject, "dna", 50)));
        await upgraded.Subjects.ConsentAsync(subject.PublicId, "1.0", ConsentScopes.Storage,
            GivenLims.Now.AddDays(-1), Stop);
        Assert.Single(await upgraded.Received(subject, "dna", 50));
    }

    [Fact]
    public async Task A_migration_that_was_killed_is_begun_again()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            // What EF Core leaves behind when its process is killed while it migrates: it would wait for this lock for
            // ever.
            using (var killed = new Microsoft.Data.Sqlite.SqliteConnection(
                $"Data Source={Path.Combine(folder.FullName, "thrombophilia.db")}"))
            {
                killed.Open();
                using var command = killed.CreateCommand();
                command.CommandText =
                    "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT "
                    + "NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')";
                command.ExecuteNonQuery();
            }
            using var db =
                await Task.Run(() => LimsDb.Open(folder.FullName), Stop).WaitAsync(TimeSpan.FromMinutes(1), Stop);
            Assert.Equal(0, await db.Subjects().CountAsync(Stop));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Every_overwritten_page_is_found()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1", "S2"), "S1", "S2");
        Assert.Null(lab.Db.FirstDamage());
        Assert.Null(lab.Db.FirstDamage(quick: true));
        await lab.Db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Stop);
        var whole = await File.ReadAllBytesAsync(Path.Combine(lab.Folder, "thrombophilia.db"), Stop);
        var pages = whole.Length / 4096;
        for (var page = 0; page < pages; page += 1 + (pages / 20))
            Assert.NotNull(Damage(whole, page));
    }

    [Fact]
    public async Task A_row_that_refers_to_nothing_is_found()
    {
        await lab.Registered();
        await lab.Db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF; DELETE FROM Subjects WHERE Id = 1", Stop);
        Assert.Contains("foreign key", lab.Db.FirstDamage(), StringComparison.Ordinal);
    }

    // What a copy with this page overwritten says: its damage, or the fault with which it does not open.
    static string? Damage(byte[] whole, int page)
    {
        using var folder = new TempFolder();
        byte[] bytes = [.. whole];
        bytes.AsSpan(page * 4096, 4096).Fill(0xA5);
        File.WriteAllBytes(folder["thrombophilia.db"], bytes);
        try
        {
            using var db = LimsDb.Open(folder.Path);
            return db.FirstDamage();
        }
        catch (Exception e) when (StorageFault.Of(e) is { } fault)
        {
            return fault.ToString();
        }
    }

    [Fact]
    public async Task In_place_of_a_database_that_was_deleted_meanwhile_no_empty_one_is_begun()
    {
        await lab.Registered();
        await lab.Db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Stop);
        lab.Db.Dispose();
        var file = Path.Combine(lab.Folder, "thrombophilia.db");
        File.Copy(file, file + ".backup");
        foreach (var part in Directory.GetFiles(lab.Folder, "thrombophilia.db").Concat(
            Directory.GetFiles(lab.Folder, "thrombophilia.db-*"))) File.Delete(part);
        for (var attempt = 0; attempt < 2; attempt++)
            Assert.Equal(StorageFaultKind.Missing, StorageFault.Of(Assert.ThrowsAny<Exception>(() => lab.Reopen())));
        Assert.False(File.Exists(file));
        File.Move(file + ".backup", file);
        lab.Reopen();
        Assert.Equal(3, await lab.Db.Samples().CountAsync(Stop));
    }

    [Fact]
    public async Task A_trigger_that_another_took_away_is_back_when_the_database_is_opened()
    {
        await lab.Db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"Findings_never_UPDATE\"", Stop);
        lab.Reopen();
        Assert.Equal(48,
            await lab.Db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'trigger'")
                .SingleAsync(Stop));
    }

    [Fact]
    public async Task A_database_whose_history_lacks_a_migration_is_not_taken_for_current()
    {
        // The tables stand already: who sees that a migration is missing tries to make them, and fails loudly.
        await lab.Db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", Stop);
        Assert.ThrowsAny<Exception>(lab.Reopen);
    }

    [Fact]
    public async Task What_a_prepared_statement_wrote_is_found_by_a_query()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        var issued = await lab.Db.Conclusions().AsNoTracking().SingleAsync(Stop);
        Assert.Equal(issued.Id,
            (await lab.Db.Conclusions()
                .SingleAsync(c => c.PublicId == issued.PublicId && c.Issued == Moment.Of(GivenLims.Now), Stop)).Id);
        Assert.Equal(issued.Id,
            (await lab.Db.RegistryEntries().SingleAsync(r => r.Group == SubjectGroup.Case, Stop)).ConclusionId);
    }

    [Theory]
    [InlineData("journal_mode", "wal"), InlineData("synchronous", "2"), InlineData("foreign_keys", "1"),
        InlineData("busy_timeout", "600000")]
    public async Task The_database_is_opened_so_that_a_commit_survives_a_power_cut(string pragma, string expected)
    {
        await lab.Db.Database.OpenConnectionAsync(Stop);
        using var command = lab.Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + pragma;
        Assert.Equal(expected, $"{await command.ExecuteScalarAsync(Stop)}");
    }

    [Fact]
    public async Task Provenance_is_required_by_the_schema()
    {
        var required = new[] { "PanelId", "PanelVersion", "RulesId", "RulesVersion", "RulesSha256", "Build",
            "VcfSha256", "AssayIds", "SoftwareVersion", "Issued" };
        var columns =
            await lab.Db.Database.SqlQueryRaw<string>(
            "SELECT name AS Value FROM pragma_table_info('Conclusions') WHERE \"notnull\" = 1").ToListAsync(Stop);
        Assert.Subset(columns.ToHashSet(), required.ToHashSet());
    }

    [Fact]
    public async Task Two_writers_wait_for_each_other()
    {
        await lab.Registered();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            using var db = LimsDb.Open(lab.Folder);
            var service = new IntakeService(Knowledge.Cases.WritesOf(db), Knowledge.Biobank, GivenLims.Software);
            await (await service.WriteAsync(
                [GivenLims.Read(GivenLims.Key("same"), GivenLims.Calls("S1"), "S1")], Stop))[0];
        }, Stop)));
        Assert.Equal(Knowledge.Panel.HotSpots.Count, await lab.Db.Findings().CountAsync(Stop));
        Assert.Equal(1, await lab.Db.Conclusions().CountAsync(Stop));
    }

    [Theory]
    [InlineData("2026-03-01T08:30:00.0000000Z", "2026-03-01T08:30:00.0000000Z")]
    [InlineData("2026-02-28T16:00:00.0000000Z/+08:00", "2026-03-01+08:00")]
    [InlineData("2026-03-01T05:00:00.0000000Z/-05:00", "2026-03-01-05:00")]
    public void A_moment_is_stored_as_an_instant_and_as_it_was_known(string stored, string recorded)
    {
        var moment = Moment.FromStored(stored);
        Assert.Equal((stored, recorded), (moment.Stored, moment.Recorded));
    }

    [Fact]
    public void What_is_stored_is_in_the_order_of_time()
    {
        var moments = (
            from day in Enumerable.Range(1, 3)
            from hours in new[] { -5.0, 0, 5.5, 8 }
            from moment in new[]
            {
                Moment.OfDay(new(2026, 3, day), TimeSpan.FromHours(hours)),
                Moment.Of(new(2026, 3, day, 12, 0, 0, TimeSpan.FromHours(hours))),
            }
            select moment).ToList();
        Assert.Equal(moments.OrderBy(m => m.At).Select(m => m.At),
            moments.OrderBy(m => m.Stored, StringComparer.Ordinal).Select(m => m.At));
    }

    [Fact]
    public async Task Days_of_an_older_database_become_instants_and_stay_days()
    {
        await lab.Registered();
        await lab.Import(Lims.BulkImport.ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,101,U/dL,2026-01-02,none\n");
        var sample = await lab.Db.Samples().AsNoTracking().SingleAsync(s => s.Code == "S1", Stop);
        var assay = await lab.Db.AssayResults().AsNoTracking().SingleAsync(Stop);
        Assert.True(sample.Collected!.Value.WholeDay && assay.Drawn!.Value.WholeDay);
        Assert.False(sample.Received!.Value.WholeDay);
        await lab.Db.Database.ExecuteSqlRawAsync(
            "UPDATE Samples SET Collected = '2026-01-02+08:00' WHERE Code = 'S1'; UPDATE AssayResults SET Drawn = '2026-01-02-05:30';"
                + " DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%_TimesAsInstants';", Stop);
        lab.Reopen();
        Assert.Equal(Moment.OfDay(new(2026, 1, 2), TimeSpan.FromHours(8)),
            (await lab.Db.Samples().SingleAsync(s => s.Code == "S1", Stop)).Collected);
        Assert.Equal(Moment.OfDay(new(2026, 1, 2), TimeSpan.FromHours(-5.5)),
            (await lab.Db.AssayResults().SingleAsync(Stop)).Drawn);
        Assert.Equal(sample.Received, (await lab.Db.Samples().SingleAsync(s => s.Code == "S1", Stop)).Received);
    }

    [Fact]
    public void A_day_is_never_turned_into_an_hour()
    {
        var day = Moment.FromStored("2026-02-28T16:00:00.0000000Z/+08:00");
        Assert.True(day.WholeDay);
        Assert.Equal(("2026-03-01", new DateOnly(2026, 3, 1)), (day.ToString(), day.Day));
        Assert.Equal(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1), day.Latest - day.Earliest);
    }
}
