using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Worker.Hosting;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;
using Thrombophilia.Worker.Verbs;

namespace Thrombophilia.Worker.Demo;

/// <summary><c>demo</c>: the main job end to end on invented people, in a folder of its own.</summary>
internal static class DemoVerb
{
    static readonly InboxOptions Quick = new()
    {
        Interval = TimeSpan.FromMilliseconds(100),
        // It moves whole files into its inbox.
        Rest = TimeSpan.Zero,
        Patience = TimeSpan.FromSeconds(2)
    };

    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = Texts.Help("option-demo-data"), HelpName = "DIR" };
        var urls = DataOption.Urls();
        var exit = new Option<bool>("--exit") { Description = Texts.Help("option-exit") };
        var verb = new Command("demo", Texts.Help("demo")) { data, urls, exit };
        verb.SetAction((line, stop) => RunAsync(
            DataFolder.Open(line.GetValue(data) ?? Directory.CreateTempSubdirectory("thrombophilia-demo-").FullName),
            line.GetValue(urls)!, line.GetValue(exit), line.InvocationConfiguration.Output,
                line.InvocationConfiguration.Error, stop));
        return verb;
    }

    static async Task<int> RunAsync(DataFolder data, string urls, bool exit, TextWriter output, TextWriter error,
        CancellationToken stop)
    {
        error.WriteLine(Texts.Get("demo-folder", data.Root));
        var scenarios = Scenarios.Load();
        var run = new DemoRun(data, scenarios, TimeProvider.System);
        foreach (var (kind, report) in await run.RegisterAsync(stop))
        {
            output.WriteLine(Texts.Get("demo-import", kind, report.Good, report.Unchanged, report.Refused));
            if (report.Refused > 0) return ExitCode.Refused;
        }
        using var host =
            HostBuilding.Build(data, exit ? ProcessRoles.Worker : ProcessRoles.All, urls, Quick,
            Microsoft.Extensions.Logging.LogLevel.Warning,
            new PortalOptions(data.Root) { RequireCode = false });
        await host.StartAsync(stop);
        var stopping = host.Services.GetService(typeof(IHostApplicationLifetime)) as IHostApplicationLifetime;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, stopping!.ApplicationStopping);
        try
        {
            var files = await run.DropAsync(either.Token);
            await run.WaitAsync(either.Token);
            var good = await PrintAsync(data, files, output, error, either.Token);
            await output.FlushAsync(stop);
            if (exit) await host.StopAsync(stop);
            else error.WriteLine(
                Texts.Get("demo-serving", urls, Account, await PasswordAsync(host.Services, scenarios.Site)));
            await host.WaitForShutdownAsync(stop);
            return HostBuilding.ExitCodeOf(host) is var code and not ExitCode.Good ? code
                : good ? ExitCode.Good : ExitCode.Refused;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Stopped on request, or because the worker failed; the host tells which.
            await host.WaitForShutdownAsync(CancellationToken.None);
            error.WriteLine(Texts.Get("demo-stopped", data.Root));
            return HostBuilding.ExitCodeOf(host);
        }
    }

    const string Account = "demo";

    // A new password at every start: the old one may have been seen by anybody.
    static async Task<string> PasswordAsync(IServiceProvider services, string site)
    {
        await using var scope = services.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<AccountService>();
        if (await service.FindAsync(Account) is null) await service.AddAsync(new(Account, "Demo", Role.All, [site]));
        var account = (await service.FindAsync(Account))!;
        await service.UnlockAsync(account);
        await service.ResetCodeAsync(account);
        await PrepareAsync(scope.ServiceProvider, site);
        var (password, _) = await service.RenewPasswordAsync(account);
        await service.SettleAsync(account, password!);
        return password!;
    }

    // What a technician needs before the first tube: certificates, and a site with a freezer and boxes.
    static async Task PrepareAsync(IServiceProvider services, string site)
    {
        await using var db = LimsDb.Open(services.GetRequiredService<PortalOptions>().DataFolder);
        if (await db.StorageUnits().AnyAsync()) return;
        var writes = new Writes(db);
        var (staff, storage) = (new StaffService(writes), new StorageService(writes));
        foreach (var task in Enum.GetValues<LabTask>())
            await staff.CertifyAsync(Account, task, "DEMO",
                DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime).AddYears(1));
        var top = await storage.AddAsync(null, StorageKind.Site, site, site, null, null);
        var freezer = await storage.AddAsync(top.PublicId, StorageKind.Freezer, "-80 A", null, null, null);
        foreach (var (name, rows, columns) in new[] { ("Box 1", 9, 9), ("Box 2", 10, 10),
            ("Plate 1", 16, 24) }) await storage.AddAsync(freezer.PublicId, StorageKind.Box, name, null, rows, columns);
    }

    static async Task<bool> PrintAsync(DataFolder data, IReadOnlyList<MadeFile> files, TextWriter output,
        TextWriter error, CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        var report = await DemoFileReport.ReadAsync(db, files, stop);
        output.WriteLine();
        output.WriteLine(Texts.Get("demo-files"));
        output.Write(report.ToString());
        output.WriteLine();
        output.WriteLine(Texts.Get("demo-cases"));
        output.Write(await DemoCaseReport.ReadAsync(db, stop));
        output.WriteLine();
        StatusVerb.Print(await StatusCounts.OfAsync(db, stop), "table", output);
        output.WriteLine();
        output.WriteLine(Texts.Get("demo-folder", data.Root));
        foreach (var wrong in report.Wrong) error.WriteLine(wrong);
        output.WriteLine(Texts.Get(report.Wrong.Count == 0 ? "demo-good" : "demo-bad", files.Count));
        return report.Wrong.Count == 0;
    }
}
