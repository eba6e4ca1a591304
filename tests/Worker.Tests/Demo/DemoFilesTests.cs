using Thrombophilia.Given;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Worker.Demo;
using Thrombophilia.Worker.Intake.Folders;
using Xunit;

namespace Thrombophilia.Worker.Tests.Demo;

public sealed class DemoFilesTests
{
    static readonly Panel Panel = Panel.Load();
    static readonly Scenarios Scenarios = Scenarios.Load();

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        using TempFolder one = new(), two = new();
        Assert.Equal(
            DemoFiles.Make(Panel, Scenarios, one.Path).Select(made => made.Sha256),
            DemoFiles.Make(Panel, Scenarios, two.Path).Select(made => made.Sha256));
    }

    [Fact]
    public async Task Every_file_says_of_every_hot_spot_what_its_scenario_says()
    {
        using var folder = new TempFolder();
        foreach (var made in DemoFiles.Make(Panel, Scenarios, folder.Path).Where(made => made.File.Ends != "refused"))
        {
            var bed = made.File.Callable ? folder[FileNames.BedOf(made.File.Name)] : null;
            using var calls = await new PanelAnalysis(Panel).CallAsync(
                made.Path, new CallOptions { Regions = Regions.Scan, CallableBed = bed },
                    TestContext.Current.CancellationToken);
            Assert.Equal(made.File.Build, calls.Build);
            Assert.Empty(calls.Warnings);
            var rows = calls.Calls().ToList();
            var hotSpots = rows.Where(row => row.Call.HotSpot is not null).ToList();
            Assert.Equal(made.File.Samples.Count * Panel.HotSpots.Count, hotSpots.Count);
            Assert.All(hotSpots, row => Assert.Equal(Expected(made.File, row), (row.Call.Status, row.Call.Copies)));
            Assert.Equal(made.File.Samples.Sum(name => Scenarios.Sample(name)?.Carries.Count ?? 0),
                rows.Count - hotSpots.Count);
        }
    }

    [Fact]
    public async Task The_files_to_be_refused_are_refused()
    {
        using var folder = new TempFolder();
        foreach (var made in DemoFiles.Make(Panel, Scenarios, folder.Path).Where(made => made.File.Ends == "refused"))
            await Assert.ThrowsAsync<RefusedException>(() => new PanelAnalysis(Panel).CallAsync(
                made.Path, new CallOptions { Regions = Regions.Scan }, TestContext.Current.CancellationToken));
    }

    static (CallStatus, int?) Expected(DemoFile file, SampleCall row)
    {
        var place = Panel.HotSpots.Single(h => h.Id == row.Call.HotSpot).Places.Single(p => p.Build == file.Build);
        var sample = Scenarios.Sample(row.Sample);
        var copies = sample?.Copies.GetValueOrDefault(row.Call.HotSpot!) ?? 0;
        // Nobody in these files carries anything; only where the build's own base is the counted one does "normal" need
        // a record.
        if (file.Style == "variants-only" && !file.Callable && place.Ref != place.Counted)
            return (CallStatus.NotCovered, null);
        return sample?.Unreadable.GetValueOrDefault(row.Call.HotSpot!) switch
        {
            "no-call" => (CallStatus.NoCall, null),
            "low-depth" => (CallStatus.LowQuality, null),
            _ => copies == 0 ? (CallStatus.Reference, 0) : (CallStatus.Called, copies),
        };
    }
}
