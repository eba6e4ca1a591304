using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>Puts classes on the named rows of one build. A hot spot whose class the panel states keeps it.</summary>
sealed class ClassifiedCalls(Classifier classifier)
{
    readonly Dictionary<(string Gene, int Pos, string Ref, string Alt), Classification?> known = [];

    /// <summary>The same rows with their classes. Samples that share a call share the classified one.</summary>
    public IEnumerable<SampleCall> Of(IEnumerable<SampleCall> calls) => SharedCalls.Change(calls, Classified);

    PanelCall Classified(PanelCall call)
    {
        // What the REF of the file says is not what stands there: no class is true.
        if (call.Class is not null || call.Status == CallStatus.ReferenceMismatch) return call;
        var key = (call.Gene, call.Pos, call.Ref, call.Alt);
        if (!known.TryGetValue(key, out var found)) known.Add(key, found = classifier.Classify(call.Build, call.Gene, call.Pos, call.Ref, call.Alt));
        return found is null ? call
            : call with { Class = found.Class.Code(), Criteria = found.Text, Notes = found.Notes.Any() ? [.. call.Notes.Concat(found.Notes).Order(StringComparer.Ordinal)] : call.Notes };
    }
}
