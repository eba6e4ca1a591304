using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.OwnRecords;

/// <summary>
/// Reads from the evidence on one person what is proven for one variant. Values and genes are judged where a case is read, and
/// not again.
/// </summary>
sealed class OwnReader(Concluder concluder, PanelHotSpots panel, ClinicalRules rules, OwnRules own)
{
    /// <summary>Reads a person.</summary>
    /// <param name="key">Internal key of the person.</param>
    /// <param name="name">Who it is, where the actor may know it.</param>
    /// <param name="group">Group of the person.</param>
    /// <param name="evidence">What is known; null where the person has not agreed to an analysis.</param>
    /// <param name="gene">HGNC symbol.</param>
    /// <param name="hgvsC">Coding name with its transcript.</param>
    public OwnPerson Read(int key, OwnName? name, SubjectGroup group, CaseEvidence? evidence, string gene, string hgvsC)
    {
        if (evidence is null) return Left(OwnGap.NoConsent);
        var (genotypes, reading) = concluder.Read(evidence);
        if (genotypes.Discordant) return Left(OwnGap.FilesContradict);
        if (reading.Genotype != StateGenotype.Own)
            return Left(reading.DonorDna ? OwnGap.DonorDna : OwnGap.OtherPlasma);
        var hotSpot = panel.Of(gene).FirstOrDefault(h => h.Coding == PanelHotSpots.WithoutTranscript(hgvsC))?.Id;
        var calls = evidence.Findings.Select(f => f.Call).Where(c => c.Gene == gene && c.HgvsC == hgvsC).ToList();
        var (carriage, copies) = hotSpot is null ? OfVariant(calls) : OfHotSpot(hotSpot, reading.Genes.GetValueOrDefault(gene));
        if (carriage is null) return Left(OwnGap.FilesContradict);
        var analyte = reading.Analytes.FirstOrDefault(a => a.Values.Gene.Gene == gene);
        return new(key, group)
        {
            Name = name,
            Carriage = carriage.Value,
            Copies = copies,
            Plasma = analyte?.Values,
            IsLowUndisturbed = analyte?.Values.IsLowUndisturbed(rules.Cases.IndependentDays) == true,
            HasOtherCause = analyte?.Gene.Carried.Any(a => a.IsPathogenic
                && (hotSpot is null ? a.Name != $"{gene} {hgvsC}" : a.HotSpot != hotSpot)) == true,
            HasToldHistory = analyte is not null && HasHistory(analyte.Values.Gene.Analyte, reading),
        };

        OwnPerson Left(OwnGap why) => new(key, group) { Name = name, LeftOut = why };
    }

    bool HasHistory(string analyte, CaseReading reading) =>
        own.HistoryValues.TryGetValue(analyte, out var value) && reading.Facts.Members(own.HistoryFact)?.Contains(value) == true;

    static (Carriage?, int?) OfHotSpot(string hotSpot, GeneReading? gene) =>
        gene?.Carried.FirstOrDefault(a => a.HotSpot == hotSpot) is { } carried ? (Carriage.Carried, carried.Copies)
        : gene?.Absent.Any(a => a.Id == hotSpot) == true ? (Carriage.Absent, 0) : (Carriage.Unknown, null);

    // Of a variant that is no hot spot files keep rows of those who carry it.
    static (Carriage?, int?) OfVariant(List<PanelCall> calls)
    {
        var proven = calls.Where(c => c is { Status: CallStatus.Called or CallStatus.Reference, Copies: not null })
            .Select(c => c.Copies!.Value).Distinct().ToList();
        return proven switch
        {
            [] => (Carriage.Unknown, null),
            [0] => (Carriage.Absent, 0),
            [var copies] => (Carriage.Carried, copies),
            _ when proven.Contains(0) => (null, null),
            _ => (Carriage.Carried, null),
        };
    }

    /// <summary>
    /// Variants of a person for whose review the records are worth a look: for review, classified by two persons, or at a hot spot.
    /// </summary>
    public IReadOnlyList<OwnVariant> VariantsOf(CaseEvidence evidence)
    {
        var (genotypes, _) = concluder.Read(evidence);
        return [.. genotypes.ForReview.Concat(genotypes.Settled).Select(v => (v[0].Call.Gene, Name: v[0].Call.HgvsC))
            .Concat(genotypes.HotSpots.Where(h => h.Standing == GenotypeState.Carried)
                .Select(h => (h.HotSpot.Gene, Name: h.HotSpot.HgvsC)))
            .Where(v => v.Name is not null).Select(v => new OwnVariant(v.Gene, PanelHotSpots.WithoutTranscript(v.Name!))).Distinct()];
    }
}
