package org.chartproof.bundles.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The rising curve that fits shares best, by pooling neighbours that fall; a pool holds enough examples to trust its share. */
public final class IsotonicRegression {

    private final List<Point> points;

    private IsotonicRegression(List<Point> points) {
        this.points = points;
    }

    /** A score, and the share of right examples around it. */
    public record Point(double score, double share) {}

    private record Pool(double scores, double right, int count) {
        double score() {
            return scores / count;
        }

        /** Half a right and half a wrong example more than there are: no share is 0 or 1. */
        double share() {
            return (right + 0.5) / (count + 1);
        }

        Pool with(Pool other) {
            return new Pool(scores + other.scores, right + other.right, count + other.count);
        }
    }

    /**
     * Fits the curve.
     *
     * @param scores in any order
     * @param right for each score whether its example was right
     * @param smallestPool fewest examples that a share may rest on
     */
    public static IsotonicRegression fit(double[] scores, boolean[] right, int smallestPool) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        List<Pool> pools = new ArrayList<>();
        Pool open = new Pool(0, 0, 0);
        for (int i : order) {
            open = open.with(new Pool(scores[i], right[i] ? 1 : 0, 1));
            if (open.count() >= smallestPool) {
                push(pools, open);
                open = new Pool(0, 0, 0);
            }
        }
        if (open.count() > 0) {
            push(pools, pools.isEmpty() ? open : pools.remove(pools.size() - 1).with(open));
        }
        List<Point> points = new ArrayList<>();
        for (Pool pool : pools) {
            boolean rises = points.isEmpty()
                    || pool.score() > points.get(points.size() - 1).score();
            if (rises) {
                points.add(new Point(pool.score(), pool.share()));
            }
        }
        return new IsotonicRegression(points);
    }

    private static void push(List<Pool> pools, Pool pool) {
        Pool last = pool;
        while (!pools.isEmpty() && pools.get(pools.size() - 1).share() >= last.share()) {
            last = pools.remove(pools.size() - 1).with(last);
        }
        pools.add(last);
    }

    /** The curve's points, rising in both. */
    public List<Point> points() {
        return points;
    }

    /** The share at a score: between two points in proportion, beyond the last as there. */
    public double at(double score) {
        Point before = points.get(0);
        for (Point point : points) {
            if (score < point.score()) {
                double width = point.score() - before.score();
                return width <= 0
                        ? point.share()
                        : before.share() + (score - before.score()) / width * (point.share() - before.share());
            }
            before = point;
        }
        return before.share();
    }
}
