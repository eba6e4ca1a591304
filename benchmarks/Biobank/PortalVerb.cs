using System.CommandLine;
using System.Net;
using Thrombophilia.Given;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>
/// <c>portal</c>: a large invented biobank, every list and search page of the portal over it, and imports. 1 when an
/// answer is wrong or a bar is missed.
/// </summary>
static class PortalVerb
{
    const int Warm = 5;

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder where the invented biobank is kept",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "thrombophilia-benchmarks")
        };
        var scale = new Option<double>(
            "--scale")
        {
            Description = "1 is the size that the bars are for; 0.01 for a quick try",
            DefaultValueFactory = _ => 1
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same seed gives the same biobank",
            DefaultValueFactory = _ => BiobankPlan.UsualSeed
        };
        var requests = new Option<int>(
            "--requests")
        {
            Description = "Measured requests of each page, after five warm ones",
            DefaultValueFactory = _ => 50
        };
        var only = new Option<string?>("--only") { Description = "Only pages whose name holds this text, or 'import'" };
        var results = new Option<string?>("--results") { Description = "Folder to write portal.md into" };
        var verb = new Command("portal", "Measures the pages of the biobank and its imports.") { data, scale, seed,
            requests, only, results };
        verb.SetAction(
            (line, stop) =>
                RunAsync(new BiobankPlan(line.GetValue(scale), line.GetValue(seed)),
                Directory.CreateDirectory(line.GetValue(data)!).FullName,
            Math.Max(1, line.GetValue(requests)), line.GetValue(only), line.GetValue(results), stop));
        return verb;
    }

    static async Task<int> RunAsync(BiobankPlan plan, string data, int requests, string? only, string? results,
        CancellationToken stop)
    {
        // What imports write is not there for the next run.
        var folder = Copy(BiobankGenerator.Folder(data, plan, Console.Error), Path.Combine(data, "run"));
        var report = new PortalReport();
        await using (var host = await PortalHost.StartAsync(folder, stop))
        {
            var people = new Dictionary<string, PortalBrowser>
            {
                [Pages.All] =
                    await host.EnterAsync("everybody",
                    [Role.Administrator, Role.DataAuditor, Role.Geneticist], [], stop),
                [Pages.Large] =
                    await host.EnterAsync("large", [Role.Technician, Role.Geneticist], [Pages.LargeSite], stop),
                [Pages.Small] =
                    await host.EnterAsync("small", [Role.Technician, Role.Geneticist], [Pages.SmallSite], stop),
            };
            using (var truth = new Truth(folder))
            {
                await report.CountAsync(host, truth, stop);
                foreach (var page in Pages.Of(truth)
                    .Where(p => only is null || p.Name.Contains(only, StringComparison.Ordinal)))
                    report.Add(page, await MeasureAsync(host, people[page.Who], page, requests, stop));
            }
            if (only is null or "import")
                foreach (var import in await Imports.RunAsync(host, people[Pages.All], plan, stop)) report.Add(import);
        }
        report.End(plan, requests);
        var text = report.Text;
        Console.Write(text);
        if (results is not null)
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(results).FullName, "portal.md"),
                text, stop);
        return report.IsMissed ? 1 : 0;
    }

    static async Task<double[]> MeasureAsync(PortalHost host, PortalBrowser browser, AskedPage page, int requests,
        CancellationToken stop)
    {
        var times = new List<double>();
        var token = page.Search is null ? "" : PortalBrowser.Token(await browser.PageAsync(page.Path));
        host.Forget();
        for (var i = 0; i < Warm + requests; i++)
        {
            using var answer = page.Search is null ? await browser.GetAsync(page.Path)
                : await browser.PostBareAsync(page.Path, [("Q", page.Search), ("__RequestVerificationToken", token)]);
            var text = await answer.Content.ReadAsStringAsync(stop);
            if (i == 0 && Wrong(page, answer.StatusCode, text) is { } wrong)
                throw new InvalidOperationException($"{page.Who}, {page.Name}: {wrong}");
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{page.Who}, {page.Name}: {answer.StatusCode}");
            if (i >= Warm) times.Add((await host.LastAsync()).TotalMilliseconds);
            else await host.LastAsync();
        }
        return [.. times.Order()];
    }

    /// <summary>What is not as the database says it must be; null where all is.</summary>
    static string? Wrong(AskedPage page, HttpStatusCode status, string text)
    {
        if (status != HttpStatusCode.OK) return $"{status}";
        var main = text[text.IndexOf("<main", StringComparison.Ordinal)..];
        if (page.Rows is { } rows && Count(main, rows.Mark) is var found && found != rows.Count)
            return $"{found} rows instead of {rows.Count}";
        var at = 0;
        foreach (var shown in page.Shows)
        {
            var next = main.IndexOf(WebUtility.HtmlEncode(shown), at, StringComparison.Ordinal);
            if (next < 0) return $"'{shown}' does not stand on it, or not in its turn";
            at = next;
        }
        return null;
    }

    static int Count(string text, string mark)
    {
        var count = 0;
        for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at =
            text.IndexOf(mark, at + 1, StringComparison.Ordinal)) count++;
        return count;
    }

    static string Copy(string from, string to)
    {
        if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return to;
    }
}
