using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Worker.Hosting;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>serve</c>: the hosted worker and the portal on real data, until it is asked to stop.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        Option<string> data = DataOption.Create(), urls = DataOption.Urls();
        var inbox = new Option<string?>("--inbox") { Description = Texts.Help("option-inbox"), HelpName = "DIR" };
        var role = new Option<string>("--role")
        {
            Description = Texts.Help("option-role"),
            DefaultValueFactory = _ => "all"
        };
        role.AcceptOnlyFromAmong("all", "worker", "portal");
        var patience = new Option<TimeSpan>("--patience")
        {
            Description = Texts.Help("option-patience"),
            HelpName = "H:M:S",
            DefaultValueFactory = _ => new InboxOptions().Patience
        };
        var rest = new Option<TimeSpan>("--rest")
        {
            Description = Texts.Help("option-rest"),
            HelpName = "H:M:S",
            DefaultValueFactory = _ => new InboxOptions().Rest
        };
        var keys = new Option<string?>("--keys") { Description = Texts.Help("option-keys"), HelpName = "DIR" };
        var verb = new Command("serve", Texts.Help("serve")) { data, inbox, urls, role, rest, patience, keys };
        verb.SetAction((line, stop) => RunAsync(
            DataFolder.Open(line.GetValue(data)!, line.GetValue(inbox)),
                Enum.Parse<ProcessRoles>(line.GetValue(role)!, ignoreCase: true),
            line.GetValue(urls)!, new InboxOptions { Rest = line.GetValue(rest), Patience = line.GetValue(patience) },
                line.GetValue(keys),
                line.InvocationConfiguration.Error, stop));
        return verb;
    }

    // In a method of its own, so that the other verbs never load the web host.
    static async Task<int> RunAsync(DataFolder data, ProcessRoles roles, string urls, InboxOptions inbox, string? keys,
        TextWriter error, CancellationToken stop)
    {
        if (roles.HasFlag(ProcessRoles.Worker)) error.WriteLine(Texts.Get("serve-inbox", data.Inbox));
        if (roles.HasFlag(ProcessRoles.Portal)) error.WriteLine(Texts.Get("serve-portal", urls));
        var portal = new PortalOptions(data.Root);
        var host =
            HostBuilding.Build(data, roles, urls, inbox,
            portal: keys is null ? portal : portal with { Keys = Path.GetFullPath(keys) });
        if (roles.HasFlag(ProcessRoles.Portal) && !await HasAccountsAsync(host.Services, stop))
            error.WriteLine(Texts.Get("serve-no-account", data.Root));
        await using (var db = LimsDb.Open(data.Root))
            await host.Services.GetRequiredService<CaseAnalysis>().RenewReviewAsync(db, stop);
        return await HostBuilding.RunAsync(host, stop);
    }

    static async Task<bool> HasAccountsAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountService>().AnyAsync(stop);
    }
}
