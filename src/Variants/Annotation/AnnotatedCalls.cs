using System.Collections.Immutable;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Variants.Annotation;

/// <summary>
/// Puts names and classes on rows. The names of a hot spot, and its class where it has one, are the panel's.
/// </summary>
sealed class AnnotatedCalls(Annotator annotator, HaplotypeEffects together)
{
    const int MostShared = 64;
    readonly Dictionary<PanelCall, PanelCall> shared = new(ReferenceEqualityComparer.Instance);
    // Rows of one variant follow each other.
    (string Gene, int Pos, string Ref, string Alt) last;
    VariantAnnotation found;

    /// <summary>The same rows. Samples that share a call share what becomes of it.</summary>
    public IEnumerable<SampleCall> Of(IEnumerable<SampleCall> calls)
    {
        foreach (var (sample, call) in calls)
        {
            if (together.Of(sample, call) is { } others)
            {
                yield return new SampleCall(sample, Annotated(call, others));
                continue;
            }
            if (!shared.TryGetValue(call, out var annotated))
            {
                if (shared.Count == MostShared) shared.Clear();
                shared.Add(call, annotated = Annotated(call, null));
            }
            yield return new SampleCall(sample, annotated);
        }
    }

    PanelCall Annotated(PanelCall call, JointEffect? others)
    {
        // What the REF of the file says is not what stands there: no name is true.
        if (call.Status == CallStatus.ReferenceMismatch) return call;
        var told = call.Structural is { } structural ? annotator.Of(call.Gene, structural, call.CopyNumber)
            : others?.Instead is { } instead && call.HotSpot is null ? instead : OfBases(call);
        var isHotSpot = call.HotSpot is not null;
        ImmutableArray<string> names = isHotSpot ? [] : told.Notes, classes = call.Class is null ? told.ClassNotes : [];
        // What others say of a hot spot's allele is of no use where the sample does not carry it.
        var verdicts = isHotSpot && call.Copies is null or 0 ? [] : Verdict.Beside(told.Verdicts, call.Class);
        var legacy = annotator.LegacyOf(told, call.HotSpot);
        return call with
        {
            HgvsC = isHotSpot ? call.HgvsC : told.HgvsC,
            // What else is changed in its codon decides the protein of a hot spot too.
            HgvsP = isHotSpot ? others?.Instead is { } read ? read.HgvsP : call.HgvsP : told.HgvsP,
            Consequence = isHotSpot && others?.Instead is { } all ? all.Consequence : told.Consequence,
            Class = call.Class ?? told.Class,
            // A class that the panel states rests on no criteria.
            Criteria = call.Class is null ? told.Criteria : null,
            Notes = names.Length + classes.Length + verdicts.Length == 0 && legacy is null && others is null
                ? call.Notes
                : [.. call.Notes.Concat(names).Concat(classes).Concat(verdicts).Concat(legacy is null ? [] : [legacy])
                .Concat(others?.Notes ?? []).Order(StringComparer.Ordinal)],
        };
    }

    VariantAnnotation OfBases(PanelCall call)
    {
        var key = (call.Gene, call.Pos, call.Ref, call.Alt);
        if (last != key) (last, found) = (key, annotator.Of(call.Gene, call.Chrom, call.Pos, call.Ref, call.Alt));
        return found;
    }
}
