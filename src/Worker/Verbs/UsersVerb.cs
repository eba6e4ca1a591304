using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>users</c>: the accounts of the portal, managed on the machine itself. This is how the first administrator gets
/// access.
/// </summary>
internal static class UsersVerb
{
    public static Command Create() => new("users", Texts.Help("users")) { Add(), List(), Disable() };

    static Command Add()
    {
        var name = Name();
        var role = new Option<string>("--role")
        {
            Description = Texts.Help("users-role", string.Join(", ", Role.All)),
            HelpName = "ROLE,..",
            Required = true
        };
        var site = new Option<string>("--site")
        {
            Description = Texts.Help("users-site"),
            HelpName = "SITE,..",
            DefaultValueFactory = _ => ""
        };
        var shown = new Option<string>("--display-name")
        {
            Description = Texts.Help("users-display-name"),
            HelpName = "TEXT",
            DefaultValueFactory = _ => ""
        };
        var data = DataOption.Create();
        var verb = new Command("add", Texts.Help("users-add")) { name, role, site, shown, data };
        verb.SetAction((line, stop) =>
        {
            TextWriter output = line.InvocationConfiguration.Output, error = line.InvocationConfiguration.Error;
            var root = line.GetValue(data)!;
            // A mistyped folder would start an empty installation, so a new folder is announced.
            if (!DataFolder.Exists(root)) error.WriteLine(Texts.Get("import-new-folder", Path.GetFullPath(root)));
            var wanted = new NewAccount(line.GetValue(name)!, line.GetValue(shown)!, Parts(line.GetValue(role)!),
                Parts(line.GetValue(site)!));
            return WithServiceAsync(DataFolder.Open(root), async service =>
            {
                var (password, problem) = await service.AddAsync(wanted);
                if (problem is { Code: "role-unknown" or "no-role" })
                    throw new UsageException("--role: " + problem.Text());
                if (problem is not null) return Refused(problem, error);
                output.WriteLine(Texts.Get("users-added", wanted.Name, password!));
                return ExitCode.Good;
            });
        });
        return verb;
    }

    static Command List()
    {
        var data = DataOption.Create();
        var format = DataOption.Rows("table");
        var verb = new Command("list", Texts.Help("users-list")) { data, format };
        verb.SetAction((line, stop) => WithServiceAsync(DataFolder.Existing(line.GetValue(data)!), async service =>
        {
            var accounts = await service.ListAsync(null, stop);
            PlainRows.Print(CallRows.Format(line.GetValue(format)!), line.InvocationConfiguration.Output,
                [new("name", Texts.Get("users-title-name"), 24),
                    new("display_name", Texts.Get("users-title-display-name"), 24),
                    new("roles", Texts.Get("users-title-roles"), 40), new("sites", Texts.Get("users-title-sites"), 24),
                    new("state", Texts.Get("users-title-state"), 16)],
                forPeople => accounts.Select(account =>
                {
                    var state = account.Disabled is not null ? "closed"
                        : account.MustChangePassword ? "start" : "open";
                    return new[] { account.UserName, account.DisplayName, string.Join(' ', account.Roles),
                        string.Join(' ', account.Sites), forPeople ? Texts.Get("users-" + state) : state };
                }));
            return ExitCode.Good;
        }));
        return verb;
    }

    static Command Disable()
    {
        var name = Name();
        var data = DataOption.Create();
        var verb = new Command("disable", Texts.Help("users-disable")) { name, data };
        verb.SetAction((line, stop) => WithServiceAsync(DataFolder.Existing(line.GetValue(data)!), async service =>
        {
            TextWriter output = line.InvocationConfiguration.Output, error = line.InvocationConfiguration.Error;
            if (await service.FindAsync(line.GetValue(name)!) is not { } account)
            {
                error.WriteLine(Texts.Get("users-none", line.GetValue(name)!, line.GetValue(data)!));
                return ExitCode.Refused;
            }
            if (await service.DisableAsync(account, stop) is { } problem) return Refused(problem, error);
            output.WriteLine(Texts.Get("users-disabled", account.UserName!));
            return ExitCode.Good;
        }));
        return verb;
    }

    static Argument<string> Name() => new("NAME") { Description = Texts.Help("users-name") };

    static string[] Parts(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static int Refused(AccountProblem problem, TextWriter error)
    {
        error.WriteLine(problem.Text());
        return ExitCode.Refused;
    }

    static async Task<int> WithServiceAsync(DataFolder data, Func<AccountService, Task<int>> work)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddAccounts(data.Root).BuildServiceProvider();
        services.MigrateAccounts(data.Root);
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<AccountService>());
    }
}
