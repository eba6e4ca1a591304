using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Judges what INFO says about structural variants, from 4.4 on, where it is written allele by allele (VCF 4.4
/// specification, 3 and 5.7).
/// </summary>
sealed class StructuralRules(Report report)
{
    /// <summary>
    /// The deletions, duplications and copy number variants of the last record have more than one length: a copy number
    /// of a sample is then of none of them (4.4: 4).
    /// </summary>
    public bool LengthsDiffer { get; private set; }

    /// <summary>
    /// Lengths differ where deletions and duplications that claim an adjacency alone are counted too: they say nothing
    /// about copies.
    /// </summary>
    public bool LengthsOfAdjacenciesDiffer { get; private set; }

    /// <summary>A view of the values that one record gives to the keys in <see cref="Slot"/>.</summary>
    readonly ref struct Given(ReadOnlySpan<byte> info, ReadOnlySpan<(int Start, int Length, long Record)> slots,
        long record)
    {
        readonly ReadOnlySpan<byte> info = info;
        readonly ReadOnlySpan<(int Start, int Length, long Record)> slots = slots;

        public ReadOnlySpan<byte> this[Slot slot] =>
            Has(slot) ? info.Slice(slots[(int)slot].Start, slots[(int)slot].Length) : default;

        public bool Has(Slot slot) => slots[(int)slot].Record == record;

        public int Count(Slot slot) => this[slot].Count((byte)',') + 1;

        /// <summary>Value number <paramref name="index"/>; missing where the list is shorter.</summary>
        public ReadOnlySpan<byte> Value(Slot slot, int index)
        {
            if (!Has(slot)) return "."u8;
            var list = this[slot];
            foreach (var range in list.Split((byte)','))
                if (index-- == 0) return list[range];
            return "."u8;
        }
    }

    public void Judge(ReadOnlySpan<byte> info, ReadOnlySpan<(int Start, int Length, long Record)> slots, long record,
        RecordAlleles alleles, ReadOnlySpan<byte> alt)
    {
        LengthsDiffer = LengthsOfAdjacenciesDiffer = false;
        var given = new Given(info, slots, record);
        ReadOnlySpan<byte> first = default, firstCounted = default;
        var repeats = 0;
        for (var i = 0; i < alleles.Count; i++)
        {
            var type = Type(alleles, alt, i);
            JudgeLength(given, i, type);
            JudgeClaim(given, i, type, alleles.Kind(i));
            if (type is "CNV:TR") repeats++;
            if (type is not ("DEL" or "DUP" or "CNV")) continue;
            var length = given.Value(Slot.SVLEN, i);
            LengthsOfAdjacenciesDiffer |= !first.IsEmpty && !length.SequenceEqual(first);
            first = length;
            if (given.Value(Slot.SVCLAIM, i) is [(byte)'J']) continue;
            LengthsDiffer |= !firstCounted.IsEmpty && !length.SequenceEqual(firstCounted);
            firstCounted = length;
        }
        foreach (var slot in (ReadOnlySpan<Slot>)[Slot.CIPOS, Slot.CIEND, Slot.CILEN, Slot.CICN])
            JudgeTuple(given, slot, 2 * Math.Max(1, alleles.Count), 2);
        foreach (var slot in (ReadOnlySpan<Slot>)[Slot.MEINFO, Slot.METRANS])
            JudgeTuple(given, slot, 4 * Math.Max(1, alleles.Count), 4);
        foreach (var slot in (ReadOnlySpan<Slot>)[Slot.CIPOS, Slot.CIEND, Slot.CICN, Slot.CIRUC, Slot.CIRB])
            JudgeInterval(given, slot);
        if (repeats > 0) JudgeRepeats(given, alleles, alt, repeats);
    }

    /// <summary>The first level of a structural type, <c>CNV:TR</c> for a tandem repeat, else null.</summary>
    static string? Type(RecordAlleles alleles, ReadOnlySpan<byte> alt, int allele)
    {
        if (alleles.Kind(allele) != AlleleKind.Symbolic) return null;
        var id = alleles.Text(alt, allele)[1..^1];
        if (id.SequenceEqual("CNV:TR"u8) || id.StartsWith("CNV:TR:"u8)) return "CNV:TR";
        var colon = id.IndexOf((byte)':');
        return (colon < 0 ? id : id[..colon]) switch
        {
            [(byte)'D', (byte)'E', (byte)'L'] => "DEL",
            [(byte)'D', (byte)'U', (byte)'P'] => "DUP",
            [(byte)'I', (byte)'N', (byte)'S'] => "INS",
            [(byte)'I', (byte)'N', (byte)'V'] => "INV",
            [(byte)'C', (byte)'N', (byte)'V'] => "CNV",
            _ => null,
        };
    }

    void JudgeLength(Given given, int allele, string? type)
    {
        if (type is not null && !given.Has(Slot.SVLEN))
            report.Add(FindingCodes.SvLengthMissing, "INFO/SVLEN", "SVLEN", type);
        if (type is null && given.Value(Slot.SVLEN, allele) is not [(byte)'.'] and var length && given.Has(Slot.SVLEN))
            report.Add(FindingCodes.SvLengthAllele, "INFO/SVLEN", ".", length);
    }

    void JudgeClaim(Given given, int allele, string? type, AlleleKind kind)
    {
        var claim = given.Value(Slot.SVCLAIM, allele);
        if (claim is [(byte)'.'])
        {
            if (type is "DEL" or "DUP")
                report.Add(FindingCodes.SvClaimMissing, "INFO/SVCLAIM", "D J DJ", given.Has(Slot.SVCLAIM) ? "." : "");
            return;
        }
        var allowed = type switch
        {
            "DEL" or "DUP" => "D J DJ",
            "CNV" or "CNV:TR" => "D .",
            "INV" or "INS" => "J DJ .",
            _ => kind == AlleleKind.Breakend ? "J ." : "."
        };
        foreach (var word in allowed.Split(' '))
            if (claim.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(word))) return;
        report.Add(allowed == "." ? FindingCodes.SvClaimAllele : FindingCodes.SvClaim, "INFO/SVCLAIM", allowed, claim);
    }

    void JudgeTuple(Given given, Slot slot, int expected, int size)
    {
        if (!given.Has(slot) || given[slot] is [(byte)'.']) return;
        if (given.Count(slot) != expected)
            report.Add(FindingCodes.SvTuple, $"INFO/{slot}",
                FormattableString.Invariant($"{size} per ALT ({expected})"),
                    FormattableString.Invariant($"{given.Count(slot)}"));
    }

    /// <summary>
    /// Offsets of an interval: the first not above zero, the second not below, and no copy number below zero.
    /// </summary>
    void JudgeInterval(Given given, Slot slot)
    {
        if (!given.Has(slot) || given.Count(slot) % 2 != 0) return;
        for (var i = 0; i < given.Count(slot); i += 2)
        {
            double low = Values.Number(given.Value(slot, i)), high = Values.Number(given.Value(slot, i + 1));
            if (low > 0 || high < 0) report.Add(FindingCodes.SvInterval, $"INFO/{slot}", "..0,0..", given[slot]);
        }
    }

    void JudgeRepeats(Given given, RecordAlleles alleles, ReadOnlySpan<byte> alt, int repeats)
    {
        if (!given.Has(Slot.RUS) && !given.Has(Slot.RUL))
            report.Add(FindingCodes.SvRepeatUnit, "INFO/RUS", "RUS or RUL", "");
        for (var i = 0; given.Has(Slot.RUS) && i < given.Count(Slot.RUS); i++)
            if (given.Value(Slot.RUS, i) is not [(byte)'.'] and var letters && !letters.IsEmpty)
                foreach (var letter in letters)
                    if (!Names.IsBaseCode(letter))
                    {
                        report.Add(FindingCodes.SvRepeatLetters, "INFO/RUS", "[ACGTUNRYSWKMBDHV]+", letters);
                        break;
                    }
        var sequences = repeats;
        if (given.Has(Slot.RN) && given.Count(Slot.RN) == alleles.Count)
        {
            sequences = 0;
            for (var i = 0; i < alleles.Count; i++)
                if (Values.Number(given.Value(Slot.RN, i)) is >= 0 and < 1_000_000 and var number)
                    sequences += (int)number;
        }
        foreach (var slot in (ReadOnlySpan<Slot>)[Slot.RUS, Slot.RUL, Slot.RUC, Slot.RB])
            if (given.Has(slot) && given[slot] is not [(byte)'.'] && given.Count(slot) != sequences)
                report.Add(FindingCodes.SvRepeatNumber, $"INFO/{slot}",
                    FormattableString.Invariant($"sum of RN ({sequences})"),
                        FormattableString.Invariant($"{given.Count(slot)}"));
        foreach (var (interval, of) in (ReadOnlySpan<(Slot, Slot)>)[(Slot.CIRUC, Slot.RUC), (Slot.CIRB, Slot.RB)])
            if (given.Has(interval) && given[interval] is not [(byte)'.']
                && given.Count(interval) != 2 * (given.Has(of) ? given.Count(of) : sequences))
                report.Add(FindingCodes.SvTuple, $"INFO/{interval}",
                    FormattableString.Invariant($"2 per {of} ({2 * (given.Has(of) ? given.Count(of) : sequences)})"),
                        FormattableString.Invariant($"{given.Count(interval)}"));
        if (given.Has(Slot.RUB) && given[Slot.RUB] is not [(byte)'.']) JudgeUnits(given);
        if (given.Has(Slot.RUS) && given.Has(Slot.RUL) && given.Count(Slot.RUS) == given.Count(Slot.RUL))
            for (var i = 0; i < given.Count(Slot.RUS); i++)
                if (given.Value(Slot.RUS, i) is not [(byte)'.'] and var unit
                    && Values.Number(given.Value(Slot.RUL, i)) is var length && !double.IsNaN(length)
                    && length != unit.Length)
                    report.Add(FindingCodes.SvRepeatUnit, "INFO/RUL", FormattableString.Invariant($"{unit.Length}"),
                        given.Value(Slot.RUL, i));
    }

    /// <summary>RUB has one value for each unit that RUC counts.</summary>
    void JudgeUnits(Given given)
    {
        double units = 0;
        for (var i = 0; given.Has(Slot.RUC) && i < given.Count(Slot.RUC); i++)
        {
            var number = Values.Number(given.Value(Slot.RUC, i));
            if (number != Math.Floor(number))
                report.Add(FindingCodes.SvRepeatBases, "INFO/RUC", "whole number with RUB", given.Value(Slot.RUC, i));
            units += number;
        }
        if (!given.Has(Slot.RUC)) report.Add(FindingCodes.SvRepeatBases, "INFO/RUC", "RUC with RUB", "");
        else if (units == Math.Floor(units) && units != given.Count(Slot.RUB))
            report.Add(FindingCodes.SvRepeatBases, "INFO/RUB", FormattableString.Invariant($"sum of RUC ({units})"),
                FormattableString.Invariant($"{given.Count(Slot.RUB)}"));
    }
}
