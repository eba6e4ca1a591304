using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>Puts names on the rows of one build: of a hot spot the consequence of its counted allele, of another variant all of them.</summary>
sealed class NamedCalls(PanelBuild build)
{
    readonly Lazy<VariantNamer> namer = new(() => new VariantNamer(build));
    readonly Dictionary<(string Gene, int Pos, string Ref, string Alt), VariantName?> names = [];

    /// <summary>The same rows, named. Samples that share a call share the named one.</summary>
    public IEnumerable<SampleCall> Of(IEnumerable<SampleCall> calls) => SharedCalls.Change(calls, Named);

    PanelCall Named(PanelCall call)
    {
        // What the REF of the file says is not what stands there: no name is true.
        if (call.Status == CallStatus.ReferenceMismatch) return call;
        if (call.Structural is { } structural)
            return namer.Value.Name(call.Gene, structural, call.CopyNumber) is not { } change ? call
                : call with { HgvsC = change.HgvsC, HgvsP = change.HgvsP, Consequence = change.Consequence, Notes = [.. call.Notes.Concat(change.Notes).Order(StringComparer.Ordinal)] };
        var key = (call.Gene, call.Pos, call.Ref, call.Alt);
        if (!names.TryGetValue(key, out var name)) names.Add(key, name = namer.Value.Name(call.Gene, call.Pos, call.Ref, call.Alt));
        return name is null ? call
            : call.HotSpot is not null ? call with { Consequence = name.Consequence }
            : call with { HgvsC = name.HgvsC, HgvsP = name.HgvsP, Consequence = name.Consequence, Notes = name.Note is { } note ? [.. call.Notes.Append(note).Order(StringComparer.Ordinal)] : call.Notes };
    }
}
