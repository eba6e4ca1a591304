using System.Globalization;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Evidence;

namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>What a record says of one of its ALTs in each sample: the sample carries it, denies it, or says neither.</summary>
sealed class CarriedAlleles(CallTexts texts)
{
    /// <summary>The genotype of the sample whose cell was read.</summary>
    public void Take(RecordEvidence reading, WantedRow row, int sample)
    {
        var said = reading.Sample;
        if (Copies(reading, row.Allele) > 0) row.Add(Call(reading, row.Allele, sample));
        else if (said.Missing == 0 && said.Failing() is null) row.Deny(sample);
    }

    /// <summary>
    /// The genotype and the copy number of a sample, which have to say the same. Two copies are no change of
    /// <c>&lt;CNV&gt;</c>. A genotype that is missing, half missing or a lone number, as callers of copy number write
    /// it, leaves the word to the number; one of two chromosomes that denies it has a row that says so.
    /// </summary>
    public void TakeCopies(RecordEvidence reading, WantedRow row, StructuralAllele allele, double number, int sample)
    {
        var said = reading.Sample;
        var shown = allele.IsShownBy(number);
        var isWhole = said is { Ploidy: 2, Missing: 0 };
        var another = CarriesAnother(reading, row.Allele);
        if (Copies(reading, row.Allele) > 0)
        {
            if (allele.Change(number) == 0) return;
            // What another allele adds may hide what this one takes away.
            row.Add(Call(reading, row.Allele, sample, disagrees: !shown && !another,
                byNumber: shown && !isWhole && !another ? StructuralAllele.CopiesBy(number) : null));
        }
        else if (shown && !another)
            row.Add(Call(reading, row.Allele, sample, disagrees: isWhole,
                byNumber: isWhole ? null : StructuralAllele.CopiesBy(number)));
        else if (said.Missing == 0 && said.Failing() is null) row.Deny(sample);
    }

    /// <summary>How often the genotype names an allele, by whichever of its numbers.</summary>
    static int Copies(RecordEvidence reading, int allele)
    {
        var copies = reading.Sample.Copies[allele];
        if (reading.HasStructural)
            for (var b = allele + 1; b < reading.Kinds.Length; b++)
                if (reading.AreSame(allele, b)) copies += reading.Sample.Copies[b];
        return copies;
    }

    static bool CarriesAnother(RecordEvidence reading, int allele)
    {
        for (var a = 1; a < reading.Kinds.Length; a++)
            if (a != allele && reading.Sample.Copies[a] > 0 && !reading.AreSame(a, allele) && reading.Structural(a) is { IsOfCopies: true })
                return true;
        return false;
    }

    /// <summary>The same for a record of plain genotypes, of which there are few kinds: each is judged once.</summary>
    public void TakePlain(RecordEvidence reading, List<WantedRow> wanted, int sampleCount)
    {
        var samples = reading.Record.Samples;
        var start = reading.Record.SamplesStart;
        var fails = reading.FilterFails || reading.Origin == Origin.Imputed;
        foreach (var row in wanted)
        {
            var wantedDigit = (byte)('0' + row.Allele);
            var judged = new VariantCall?[PlainGenotypes.Kinds];
            for (var sample = 0; sample < sampleCount; sample++)
            {
                var cell = samples.Slice(PlainGenotypes.Stride * sample, PlainGenotypes.Cell);
                if (cell[0] != wantedDigit && cell[2] != wantedDigit)
                {
                    if (!fails) row.Deny(sample);
                    continue;
                }
                ref var call = ref judged[PlainGenotypes.Kind(cell)];
                if (call is null)
                {
                    var at = start + PlainGenotypes.Stride * sample;
                    reading.Sample.Read(at..(at + PlainGenotypes.Cell), sample);
                    call = Call(reading, row.Allele, sample);
                }
                row.Add(call.GetValueOrDefault() with { Sample = sample });
            }
        }
    }
    /// <param name="reading">The record, with the sample's cell.</param>
    /// <param name="a">Number of the allele.</param>
    /// <param name="sample">Column of the file.</param>
    /// <param name="disagrees">Genotype and copy number contradict each other.</param>
    /// <param name="byNumber">Copies of the allele by the sample's copy number; null where the genotype tells
    /// them.</param>
    VariantCall Call(RecordEvidence reading, int a, int sample, bool disagrees = false, int? byNumber = null)
    {
        var said = reading.Sample;
        var (failing, copies) = (said.Failing(), Copies(reading, a));
        var isUnread = reading.IsUntold || reading.HasN(a) || said.Carries(AltKind.Unspecified);
        var isHalf = !disagrees && byNumber is null && !isUnread && !reading.ReferenceMismatch && said.IsHalf;
        var status = reading.ReferenceMismatch ? CallStatus.ReferenceMismatch
            : failing is CallStatus.Filtered or CallStatus.Imputed ? failing.Value
            : disagrees || isUnread || (said.Missing > 0 && byNumber is null) ? CallStatus.NoCall
            : isHalf ? CallStatus.MosaicOrAmbiguous
            : failing ?? (said.Ploidy == 2 || byNumber is not null ? CallStatus.Called
                : CallStatus.MosaicOrAmbiguous);
        var notes = new List<string>(4);
        if (disagrees) notes.Add("copy-number-conflict");
        else if (reading.IsUntold) notes.Add("bases-not-told");
        else if (reading.HasN(a)) notes.Add("unknown-base");
        else if (status == CallStatus.NoCall && copies > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"at-least-{copies}"));
        if (byNumber is not null) notes.Add("copies-from-cn");
        if (status is CallStatus.Called or CallStatus.MosaicOrAmbiguous)
        {
            said.NoteLimits(notes);
            if (said.Ploidy != 2 && byNumber is null)
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"ploidy-{said.Ploidy}"));
            if (said.Carries(AltKind.Star)) notes.Add("spanning-deletion");
        }
        var phase = status == CallStatus.Called && a < 64 ? said.On(1UL << a) : Phase.Unknown;
        return new VariantCall(sample, texts.Of(said.Gt), texts.Of(said.Filter), texts.Of(reading.Record.Id),
            Text(notes), said.Depth ?? -1, (float)(said.Quality ?? double.NaN), (float)said.Share(a),
            (float)(said.CopyNumber ?? double.NaN),
            status == CallStatus.Called ? byNumber ?? copies : -1, status, texts.Of(phase.Set), phase.On,
            isHalf ? reading.Record.Pos : 0, isHalf ? Text(OfHalf()) : 0);

        List<string> OfHalf()
        {
            List<string> whole = ["split-record"];
            said.NoteLimits(whole);
            return whole;
        }

        int Text(List<string> of)
        {
            if (!reading.Alleles[a].LeftAligned) of.Add("not-left-aligned");
            if (reading.ReferenceUnconfirmed && reading.Kinds[a] == AltKind.Bases) of.Add("reference-unconfirmed");
            of.Sort(StringComparer.Ordinal);
            return texts.Of(string.Join(';', of));
        }
    }
}
