/** @file The drawn digits in Python, stroke for stroke: seven thousand pictures would be a file of thirty megabytes. */
import type { WrittenStroke } from '../written-network.ts';
import { literal } from './write-literals.ts';

/** A line for each way to write a digit. */
export function skeletonLines(skeletons: readonly (readonly (readonly WrittenStroke[])[])[]): string[] {
  return [
    '# of each digit the ways to write it, of each way the strokes: x, y, x, y, ...',
    'SKELETONS = [',
    ...skeletons.flatMap((ways) => [
      '    [',
      ...ways.map((strokes) => `        [${strokes.map(({ kind, points }) => `("${kind}", ${literal(points)})`).join(', ')}],`),
      '    ],',
    ]),
    ']',
  ];
}

/** As core/datasets/digits/pen.ts draws: one sequence of random words for all pictures, hence one after the other. */
export const DIGITS = `class Pen:
    """Draws digits of 28 x 28 pixels, each with a hand of its own."""

    def __init__(self):
        self.source = words(DATA)
        self.spare = None
        self.pixels = torch.stack([torch.arange(28.0).repeat(28), torch.arange(28.0).repeat_interleave(28)]).double()

    def within(self, low, high):
        return low + (high - low) * next(self.source) / 2**32

    def normal(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        radius = math.sqrt(-2 * math.log(1 - next(self.source) / 2**32))
        angle = 2 * math.pi * next(self.source) / 2**32
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    def draw(self, digit):
        """Pixels from 0 to 1: ink by the distance to the nearest stroke, and grain."""
        strokes = SKELETONS[digit][integer(len(SKELETONS[digit]), self.source)]
        angle = 0.12 * self.normal()
        width, height = 14 * self.within(0.75, 1.2), 19 * self.within(0.8, 1.1)
        slant = self.within(-0.05, 0.4)
        center_x, center_y = 13.5 + self.within(-2, 2), 13.5 + self.within(-2, 2)
        radius, softness, ink = self.within(0.7, 1.7), self.within(0.8, 1.4), self.within(0.75, 1)
        pieces = []
        for kind, points in strokes:
            placed = []
            for x, y in zip(points[0::2], points[1::2]):
                y = (y - 0.5 + 0.03 * self.normal()) * height
                x = (x - 0.5 + 0.03 * self.normal()) * width - slant * y
                turned_x = center_x + math.cos(angle) * x - math.sin(angle) * y
                turned_y = center_y + math.sin(angle) * x + math.cos(angle) * y
                placed.append((turned_x, turned_y))
            if kind == "curve":
                placed = list(self.curve(placed))
            pieces += [(*start, *end) for start, end in zip(placed, placed[1:])]
        covered = ((radius + softness / 2 - self.distance(torch.tensor(pieces).double())) / softness).clamp(0, 1)
        grain = 0
        if GRAIN > 0:
            word = torch.tensor([next(self.source) for _ in range(28 * 28)])
            grain = GRAIN * (sum(word >> shift & 255 for shift in (0, 8, 16, 24)) - 510) / 147.8
        return (ink * covered + grain).clamp(0, 1)

    def curve(self, points):
        """Catmull and Rom's curve through the points, in four straight pieces from one to the next."""
        yield points[0]
        for i in range(1, len(points)):
            before, start, end, after = points[max(i - 2, 0)], points[i - 1], points[i], points[min(i + 1, len(points) - 1)]
            for t in (0.25, 0.5, 0.75, 1):
                yield tuple(
                    0.5 * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))))
                    for a, b, c, d in zip(before, start, end, after)
                )

    def distance(self, pieces):
        """From each pixel to the nearest of straight pieces (x, y, x, y)."""
        start, way = pieces[:, :2, None], pieces[:, 2:, None] - pieces[:, :2, None]
        off = self.pixels - start
        along = ((off * way).sum(1, True) / ((way * way).sum(1, True) + 1e-12)).clamp(0, 1)
        return (off - along * way).square().sum(1).min(0).values.sqrt()


def read_rows():
    """Pictures of digits and which digits they are."""
    pen = Pen()
    targets = [row % 10 for row in range(DIGITS)]
    return torch.stack([pen.draw(digit) for digit in targets]).float(), targets
`;
