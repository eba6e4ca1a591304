using System.Globalization;
using Hl7.Fhir.Model;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>
/// A hot spot or another variant as an Observation (profile variant). It is Absent only where that is proven; where nothing
/// was seen it is No call, and whatever else hinders is Indeterminate. It never carries a class.
/// </summary>
static class VariantResource
{
    /// <summary>The answer: present, absent, no-call or indeterminate.</summary>
    public static string AnswerOf(ReportVariant variant) => variant.StatusCode switch
    {
        "called" when variant.Copies > 0 => "present",
        "at-least-one" => "present",
        "called" or "other-allele" or "reference" when variant.Copies == 0 => "absent",
        "not-covered" or "no-call" or "no-finding" or "assumed-reference" => "no-call",
        _ => "indeterminate",
    };

    /// <summary>Maps a variant.</summary>
    public static Observation Of(ReportVariant variant, ReportContent report, Panel panel, FhirContext at) => new()
    {
        Meta = at.Codes.Claim("variant"),
        Identifier = variant.HotSpot is { } spot ? [at.Identifier("hot-spot", spot)] : [],
        Status = report.IsDraft ? ObservationStatus.Preliminary : ObservationStatus.Final,
        Category = [at.Codes.Concept("category.laboratory"), at.Codes.Concept("category.genetics")],
        Code = at.Codes.Concept("variant"),
        Subject = at.To("Patient", report.Person.Code),
        // A variant of several samples is of the person: the notes tell each.
        Specimen = variant.Reads.Select(r => r.Sample).Distinct().ToList() is [var sample] ? at.To("Specimen", sample) : null,
        Value = at.Codes.Concept($"variant.{AnswerOf(variant)}", at.Said(variant.Status)),
        Note = [.. NotesOf(variant, at).Select(text => new Annotation { Text = text })],
        Component = [.. ComponentsOf(variant, panel, at)],
    };

    static IEnumerable<Observation.ComponentComponent> ComponentsOf(ReportVariant variant, Panel panel, FhirContext at)
    {
        var (codes, hgvs) = (at.Codes, at.Codes.System("hgvs"));
        var gene = new CodeableConcept { Text = variant.Gene };
        if (variant.HgncId is { } hgnc) gene.Coding.Add(new(codes.System("hgnc"), hgnc, variant.Gene));
        yield return at.Component("gene", gene);
        if (variant.HgvsC is { } coding) yield return at.Component("hgvs-c", new CodeableConcept(hgvs, coding));
        if (variant.HgvsP is { } protein) yield return at.Component("hgvs-p", new CodeableConcept(hgvs, protein));
        if (GenomicNameOf(variant.Place, panel) is { } genomic) yield return at.Component("hgvs-g", new CodeableConcept(hgvs, genomic));
        if (variant.HgvsC is { } named && named.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            yield return at.Component("transcript", new CodeableConcept(codes.System("refseq"), named[..colon]));
        foreach (var component in variant.Place is { } place ? PlaceOf(place, panel, at) : []) yield return component;
        yield return at.Component("source-class", codes.Concept("source-class.germline"));
        var isPresent = AnswerOf(variant) == "present";
        if (isPresent && variant.Copies is 1 or 2)
            yield return at.Component("allelic-state", codes.Concept(variant.Copies == 1 ? "allelic-state.1" : "allelic-state.2"));
        if (isPresent && variant.Reads is [{ Balance: { } share }])
            yield return at.Component("allele-fraction", new Quantity
            {
                Value = share,
                Unit = "1",
                System = codes.System("ucum"),
                Code = "1",
            });
        if (variant.Rsid is { } rsid) yield return at.Component("variation-code", new CodeableConcept(codes.System("dbsnp"), rsid));
    }

    // The bases are not sent where the build itself has the counted allele: "T to T" would say that nothing is changed. The
    // HGVS name says what is.
    static IEnumerable<Observation.ComponentComponent> PlaceOf(ReportPlace place, Panel panel, FhirContext at)
    {
        var codes = at.Codes;
        yield return at.Component("genomic-reference", new CodeableConcept(codes.System("refseq"), AccessionOf(place, panel)));
        yield return at.Component("assembly", codes.Concept($"assembly.{place.Build}"));
        yield return at.Component("coordinates", codes.Concept("coordinates.1-based"));
        var isBases = IsBases(place.Ref) && IsBases(place.Alt);
        if (isBases || place.Ref == place.Alt)
            yield return at.Component("start-end", new Hl7.Fhir.Model.Range
            {
                Low = new() { Value = place.Pos },
                High = new() { Value = place.Pos + place.Ref.Length - 1 },
            });
        if (isBases && place.Ref != place.Alt)
        {
            yield return at.Component("ref-allele", new FhirString(place.Ref));
            yield return at.Component("alt-allele", new FhirString(place.Alt));
        }
        if (ChangeOf(place) is { } change) yield return at.Component("change-type", codes.Concept($"change-type.{change}"));
    }

    static string? ChangeOf(ReportPlace place) => (place.Ref, place.Alt) switch
    {
        (_, ['<', 'D', 'E', 'L', ..]) => "deletion",
        (_, ['<', 'D', 'U', 'P', ..]) => "duplication",
        (_, ['<', 'I', 'N', 'S', ..]) => "insertion",
        (_, ['<', 'I', 'N', 'V', ..]) => "inversion",
        (_, ['<', 'C', 'N', ..]) => "copy-number",
        var (was, now) when !IsBases(was) || !IsBases(now) || was == now => null,
        ([_], [_]) => "snv",
        var (was, now) when was.Length == now.Length => "mnv",
        var (was, now) when was.StartsWith(now, StringComparison.Ordinal) => "deletion",
        var (was, now) when now.StartsWith(was, StringComparison.Ordinal) => "insertion",
        _ => "delins",
    };

    // Only of one base: other names need the sequence beside the change, to be moved to the end of a repeat.
    static string? GenomicNameOf(ReportPlace? place, Panel panel) =>
        place is { Ref: [_], Alt: [_] } && IsBases(place.Ref) && IsBases(place.Alt) && place.Ref != place.Alt
            ? string.Create(CultureInfo.InvariantCulture, $"{AccessionOf(place, panel)}:g.{place.Pos}{place.Ref}>{place.Alt}") : null;

    static string AccessionOf(ReportPlace place, Panel panel) =>
        panel.Contigs.On(place.Build).First(c => c.Name == place.Chrom).Accession;

    static bool IsBases(string allele) => allele.Length > 0 && allele.AsSpan().IndexOfAnyExcept("ACGT") < 0;

    static IEnumerable<string> NotesOf(ReportVariant variant, FhirContext at)
    {
        yield return $"{at.Said(variant.Change)}: {at.Said(variant.Status)}; {at.Said(variant.Zygosity)}";
        if (variant.OlderNames.Count > 0) yield return string.Join("; ", variant.OlderNames);
        foreach (var read in variant.Reads)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{read.Sample}: {at.Said(read.Status)}; GT {read.Genotype ?? "-"}; DP {read.Depth}; GQ {read.Quality}; AB {read.Balance}");
    }
}
