namespace Thrombophilia.Variants.Panels;

/// <summary>Works on rows call by call: samples that share a call go on sharing what becomes of it.</summary>
static class SharedCalls
{
    const int MostShared = 64;

    /// <summary>The same rows, of each call what <paramref name="change"/> makes of it.</summary>
    public static IEnumerable<SampleCall> Change(IEnumerable<SampleCall> calls, Func<PanelCall, PanelCall> change)
    {
        var shared = new Dictionary<PanelCall, PanelCall>(ReferenceEqualityComparer.Instance);
        foreach (var (sample, call) in calls)
        {
            if (!shared.TryGetValue(call, out var changed))
            {
                if (shared.Count == MostShared) shared.Clear();
                shared.Add(call, changed = change(call));
            }
            yield return new SampleCall(sample, changed);
        }
    }
}
